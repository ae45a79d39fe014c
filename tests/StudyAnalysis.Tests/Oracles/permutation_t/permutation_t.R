source("../oracle.R")
suppressPackageStartupMessages({library(exactRankTests); library(coin)})
alts <- c("two.sided", "less", "greater")
two <- function(a, b, alt) { x <- c(a, b); n <- length(a); s <- combn(length(x), n, function(i) sum(x[i])); t <- sum(a); e <- mean(x) * n; tol <- 1e-9 * max(abs(x - mean(x)), 1e-300)
  switch(alt, less = mean(s <= t + tol), greater = mean(s >= t - tol), mean(abs(s - e) >= abs(t - e) - tol)) }
one <- function(d, alt) { d <- d[d != 0]; s <- drop(as.matrix(expand.grid(rep(list(c(-1, 1)), length(d)))) %*% abs(d)); t <- sum(d); tol <- 1e-9 * max(abs(d))
  switch(alt, less = mean(s <= t + tol), greater = mean(s >= t - tol), mean(abs(s) >= abs(t) - tol)) }
sets <- list(small = list(c(0.1, 0.4, 0.7), c(0.2, 0.9, 1.4, 1.6)), ties = list(c(3, 3, 5, 8), c(1, 2, 3, 3, 4)), reversed = list(c(9.5, 8, 7.7, 12), c(1, 2, 2.5)), constant = list(c(2, 2), c(2, 2, 2)), single = list(4, c(1, 2, 2, 9)),
             decimals = list(c(0.1, 0.2, 0.3), c(0.3, 0.2, 0.1, 0.6)), tea = list(c(14.2, 8.1, 9.9, 7.3, 12.4, 8.8, 9.1, 10.1), c(11.7, 15.3, 12.6, 13.2, 16.8, 14.4, 9.9)))
for (nm in names(sets)) for (al in alts) { a <- sets[[nm]][[1]]; b <- sets[[nm]][[2]]
  case(paste("two", nm, al), "all subsets (combn)", list(a = as.array(a), b = as.array(b), alternative = al), list(estimate = mean(a) - mean(b), p = two(a, b, al))) }
# larger, whole numbers: the shift algorithm of exactRankTests
set.seed(3); a <- rpois(18, 22); b <- rpois(20, 17)
for (al in alts) { h <- perm.test(a, b, exact = TRUE, alternative = al); case(paste("two poisson", al), "exactRankTests::perm.test(a, b, exact = TRUE)", list(a = a, b = b, alternative = al), list(estimate = mean(a) - mean(b), p = h$p.value)) }
case("two separated", "2 / choose(40, 20)", list(a = 101:120, b = 1:20), list(estimate = 100, p = 2 / choose(40, 20)))
# Fisher (1935), section 21: Darwin's maize, eighths of an inch; 1726 of 2^15 signs at least as far (published)
darwin <- c(49, -67, 8, 16, 6, 23, 28, 41, 14, 29, 56, 24, 75, 60, -48)
pairs <- list(darwin = darwin, zeros = c(0, 1.5, -2, 3, 0, 4.5, 3, 3), negative = -c(1.1, 2, 2.2, 0.3, 5), allzero = c(0, 0, 0), single = 2)
for (nm in names(pairs)) for (al in alts) { d <- pairs[[nm]]; case(paste("paired", nm, al), "all sign patterns", list(d = as.array(d), alternative = al), list(estimate = mean(d), p = if (all(d == 0)) 1 else one(d, al))) }
stopifnot(abs(one(darwin, "two.sided") * 2^15 - 1726) < 1e-6)
set.seed(4); d <- rpois(36, 4) - 3; for (al in alts) { h <- perm.test(d, rep(0, 36), paired = TRUE, exact = TRUE, alternative = al); case(paste("paired poisson", al), "exactRankTests::perm.test(paired = TRUE)", list(d = d, alternative = al), list(estimate = mean(d), p = h$p.value)) }
# above the switch: Monte Carlo around the exact p of the shift algorithm
set.seed(5); a <- rpois(30, 21); b <- rpois(30, 19); case("large two", "exactRankTests::perm.test(a, b, exact = TRUE)", list(a = a, b = b), list(p = perm.test(a, b, exact = TRUE)$p.value))
d <- rpois(60, 4) - 3; d <- d[d != 0]; d <- c(d, d)[1:48]; case("large paired", "exactRankTests::perm.test(paired = TRUE)", list(d = d), list(p = perm.test(d, rep(0, 48), paired = TRUE, exact = TRUE)$p.value))
finish("permutation_t", c("exactRankTests", "coin"))
