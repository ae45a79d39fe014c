source("../oracle.R")
samples <- list(ties = c(3, 1, 2, 2, 2, 10, -4.5, 7), even = c(2.5, 1.25, 9, 4), two = c(5, 2), one = 3, ten = c(-1, 5, 0, -3, 10, -0.5, 4, 0.2, 1, 6))
probs <- c(0, 0.01, 0.1, 0.2, 0.25, 1/3, 0.325, 0.5, 0.52, 0.7, 0.75, 0.9, 0.99, 1)
for (nm in names(samples)) for (type in 1:9)
  case(paste("quantile", nm, type), "quantile(x, p, type)", list(x = as.array(samples[[nm]]), p = probs, type = type), list(q = quantile(samples[[nm]], probs, type = type)))
for (nm in c("ties", "even", "two", "ten")) {
  x <- samples[[nm]]; h <- t.test(x, conf.level = .9)
  case(paste("summary", nm), "mean, sd, median, quantile, range, t.test", list(x = x, level = .9),
       list(mean = mean(x), sd = sd(x), median = median(x), q1 = quantile(x, .25), q3 = quantile(x, .75), min = min(x), max = max(x), low = h$conf.int[1], high = h$conf.int[2]))
}
for (x in list(c(2, 8, 1.5, 30, 4), c(1e-3, 1e3))) { h <- t.test(log(x))
  case(paste("geometric", length(x)), "exp(t.test(log(x)))", list(x = x), list(estimate = exp(mean(log(x))), low = exp(h$conf.int[1]), high = exp(h$conf.int[2]))) }
for (x in list(c(2, 8, 1.5, 30, 4), c(1e-3, 1e3), c(12, 12, 15, 90, 31, 7, 7, 7))) for (l in c(.9, .95)) { n <- length(x); s <- sd(log(x))
  case(paste("spread", n, l), "exp(sd(log(x))), exp(sqrt((n - 1) var / qchisq))", list(x = x, level = l), list(estimate = exp(s), df = n - 1, low = exp(s * sqrt((n - 1) / qchisq((1 + l) / 2, n - 1))), high = exp(s * sqrt((n - 1) / qchisq((1 - l) / 2, n - 1))))) }
# domain.md M and H
pairs <- list(c(81, 263), c(15, 148), c(0, 20), c(1, 29), c(45, 94), c(13, 17), c(19, 28), c(13, 22), c(19, 23), c(7, 7), c(1, 1))
# binom.test's own interval is qbeta, exact to its last digits
for (p in pairs) for (l in c(.95, .99)) {
  w <- suppressWarnings(prop.test(p[1], p[2], correct = FALSE, conf.level = l)); b <- binom.test(p[1], p[2], conf.level = l)
  case(paste("wilson", p[1], p[2], l), "prop.test(x, n, correct = FALSE)$conf.int", list(x = p[1], n = p[2], level = l), list(estimate = p[1] / p[2], low = w$conf.int[1], high = w$conf.int[2]))
  case(paste("exact", p[1], p[2], l), "binom.test(x, n)$conf.int", list(x = p[1], n = p[2], level = l), list(low = b$conf.int[1], high = b$conf.int[2]))
}
wil <- function(x, n, l) suppressWarnings(prop.test(x, n, correct = FALSE, conf.level = l)$conf.int)
tables <- list(c(56, 70, 48, 80), c(9, 10, 3, 10), c(5, 56, 0, 29), c(0, 10, 0, 20), c(10, 10, 0, 10), c(16, 46, 11, 92), c(79, 85, 58, 60))
for (t in tables) {
  p1 <- t[1] / t[2]; p2 <- t[3] / t[4]; a <- wil(t[1], t[2], .95); b <- wil(t[3], t[4], .95)
  case(paste("difference", paste(t, collapse = " ")), "Newcombe (1998) method 10 from prop.test intervals", list(t = t),
       list(estimate = p1 - p2, low = p1 - p2 - sqrt((p1 - a[1])^2 + (b[2] - p2)^2), high = p1 - p2 + sqrt((a[2] - p1)^2 + (p2 - b[1])^2)))
  if (t[1] > 0 && t[3] > 0) {
    se <- sqrt(1/t[1] - 1/t[2] + 1/t[3] - 1/t[4])
    case(paste("risk ratio", paste(t, collapse = " ")), "log(p1 / p2) +- qnorm se", list(t = t), list(estimate = p1 / p2, se = se, low = exp(log(p1 / p2) - qnorm(.975) * se), high = exp(log(p1 / p2) + qnorm(.975) * se)))
    m <- glm(cbind(c(t[3], t[1]), c(t[4] - t[3], t[2] - t[1])) ~ c(0, 1), family = binomial, epsilon = 1e-16, maxit = 100)
    ci <- confint.default(m)[2, ]
    if (t[1] < t[2]) case(paste("odds ratio", paste(t, collapse = " ")), "glm(binomial), confint.default", list(t = t), list(estimate = exp(coef(m)[[2]]), se = sqrt(vcov(m)[2, 2]), low = exp(ci[1]), high = exp(ci[2])))
  }
}
g1 <- c(1, 3, 4, 4, 9.5); g2 <- c(2, 2, 7, 8)
case("smd continuous", "(mean - mean) / sqrt((var + var) / 2)", list(a = g1, b = g2), list(smd = (mean(g1) - mean(g2)) / sqrt((var(g1) + var(g2)) / 2)))
case("smd binary", "Austin (2009)", list(t = c(13, 20, 5, 18)), list(smd = (13/20 - 5/18) / sqrt((13/20 * 7/20 + 5/18 * 13/18) / 2)))
c1 <- c(5, 3, 8, 4); c2 <- c(2, 9, 1, 6); p <- c1 / sum(c1); q <- c2 / sum(c2)
S <- ((diag(p) - p %o% p) + (diag(q) - q %o% q)) / 2; i <- 1:3; d <- p - q   # drops the last category where we drop the first: invariant
case("smd categorical", "Yang and Dalton (2012), Mahalanobis", list(a = c1, b = c2), list(smd = sqrt(drop(d[i] %*% solve(S[i, i]) %*% d[i]))))
finish("describe")
