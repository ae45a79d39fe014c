source("../oracle.R")
jack <- function(n, theta) { # Efron (1982), equations 2.8 and 3.2
  t0 <- theta(1:n); v <- sapply(1:n, function(i) theta((1:n)[-i]))
  b <- (n - 1) * (mean(v) - t0); list(estimate = t0, bias = b, corrected = t0 - b, se = sqrt((n - 1) / n * sum((v - mean(v))^2)))
}
x <- c(2.1, 3.4, 1.9, 8.7, 4.4, 2.8, 3.9, 12.5, 5.1, 2.2, 6.3, 3.3)
case("mean", "by the formula: bias 0, SE = sd / sqrt(n)", list(x = x), list(estimate = mean(x), bias = 0, corrected = mean(x), se = sd(x) / sqrt(12)))
pv <- function(i) mean((x[i] - mean(x[i]))^2)
case("variance n", "by the formula: the correction of the n-variance is the (n - 1)-variance", list(x = x), { j <- jack(12, pv); stopifnot(all.equal(j$corrected, var(x), tolerance = 1e-13)); j$corrected <- var(x); j })
l <- data.frame(LSAT = c(576, 635, 558, 578, 666, 580, 555, 661, 651, 605, 653, 575, 545, 572, 594), GPA = c(3.39, 3.30, 2.81, 3.03, 3.44, 3.07, 3.00, 3.43, 3.36, 3.13, 3.12, 2.74, 2.76, 2.88, 2.96))
case("correlation", "sapply(1:15, function(i) cor(law[-i, ])), Efron (1982) law schools", list(x = l$LSAT, y = l$GPA), jack(15, function(i) cor(l$LSAT[i], l$GPA[i])))
finish("jackknife")
