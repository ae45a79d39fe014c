source("../oracle.R")
# Two samples: all subsets; where R's own exact p (psmirnov, R >= 4.2) is held beside it. Asymptotic: the limits written out, R's series stops at 1e-8.
alts <- c("two.sided", "less", "greater")
D <- function(a, b, alt) { u <- sort(unique(c(a, b))); d <- sapply(u, function(t) mean(a <= t) - mean(b <= t)); switch(alt, less = max(-d, 0), greater = max(d, 0), max(abs(d))) }
brute <- function(a, b, alt) { z <- c(a, b); n <- length(a); seen <- D(a, b, alt); s <- combn(length(z), n, function(i) D(z[i], z[-i], alt)); mean(s >= seen - 1e-9) }
limit <- function(x) if (x < 1) { k <- 1:50; 1 - sqrt(2 * pi) / x * sum(exp(-(2 * k - 1)^2 * pi^2 / (8 * x^2))) } else { k <- 50:1; min(1, 2 * sum((-1)^(k - 1) * exp(-2 * k^2 * x^2))) }
sets <- list(untied = list(c(0.61, 0.29, 0.06, 0.59, -1.73, -0.74, 0.51), c(-0.94, 1.64, -0.38, 2.1, 0.85)), ties = list(c(1, 2, 2, 3, 3), c(1, 2, 3, 3, 3, 5)), threes = list(c(0, 0, 0, 1, 9, 9), c(0, 1, 1, 1, 2, 2, 7)),
             apart = list(c(5, 6, 7, 8), c(1, 2, 3)), constant = list(c(2, 2), c(2, 2, 2)), single = list(5, c(1, 2, 2, 9)), pair = list(c(3, 4), c(1, 2)))
for (nm in names(sets)) for (al in alts) { a <- sets[[nm]][[1]]; b <- sets[[nm]][[2]]; d <- D(a, b, al); p <- brute(a, b, al)
  h <- suppressWarnings(ks.test(a, b, exact = TRUE, alternative = al)); if (abs(h$p.value - p) > 1e-10) cat("R differs:", nm, al, h$p.value, p, "\n")
  case(paste("two", nm, al), "all subsets (combn); ks.test(a, b, exact = TRUE)", list(a = as.array(a), b = as.array(b), alternative = al, computation = "Exact"), list(statistic = d, estimate = d, p = p))
  x <- d * sqrt(length(a) * length(b) / (length(a) + length(b)))
  if (d > 0) case(paste("two asymptotic", nm, al), "limit distribution", list(a = as.array(a), b = as.array(b), alternative = al, computation = "Asymptotic"), list(statistic = d, p = if (al == "two.sided") limit(x) else exp(-2 * x^2))) }
set.seed(12); a <- round(rnorm(60), 1); b <- round(rnorm(45, .6), 1)
# larger: paths counted by where they first reach the distance, times the paths from there on: no 1 - cdf (R's own p has lost six digits at 1e-4)
paths <- function(a, b, alt) { n <- length(a); m <- length(b); z <- sort(c(a, b)); end <- c(diff(z) != 0, TRUE); seen <- round(D(a, b, alt) * n * m)
  dist <- function(i, j) { d <- i * m - j * n; switch(alt, less = -d, greater = d, abs(d)) }
  N <- matrix(0, n + 1, m + 1); hit <- 0
  for (i in 0:n) for (j in 0:m) { v <- if (i + j == 0) 1 else (if (i > 0) N[i, j + 1] else 0) + (if (j > 0) N[i + 1, j] else 0)
    if (i + j > 0 && end[i + j] && dist(i, j) >= seen) { hit <- hit + v * choose(n + m - i - j, n - i); v <- 0 }
    N[i + 1, j + 1] <- v }
  if (seen == 0) 1 else hit / choose(n + m, n) }
for (al in alts) { h <- suppressWarnings(ks.test(a, b, exact = TRUE, alternative = al)); p <- paths(a, b, al); if (abs(h$p.value - p) > 1e-10) cat("R differs:", al, h$p.value, p, "\n")
  case(paste("two large", al), "lattice paths counted in the tail; ks.test(a, b, exact = TRUE)", list(a = a, b = b, alternative = al), list(statistic = D(a, b, al), p = p)) }
case("two extreme", "2 / choose(80, 40)", list(a = 41:80, b = 1:40), list(statistic = 1, p = 2 / choose(80, 40)))
a <- (1:100) / 7; b <- (1:100) / 7 + .5; d <- D(a, b, "two.sided"); case("two switch 10000", "limit distribution above n m = 9999", list(a = a, b = b), list(statistic = d, p = limit(d * sqrt(50))))
finish("kolmogorov_smirnov")
