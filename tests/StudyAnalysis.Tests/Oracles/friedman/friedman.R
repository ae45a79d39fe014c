source("../oracle.R")
rows <- function(m) lapply(seq_len(nrow(m)), function(i) m[i, ])
# Hollander and Wolfe (1973), p. 140: rounding first base; the example of friedman.test's help page
base <- matrix(c(5.40, 5.50, 5.55, 5.85, 5.70, 5.75, 5.20, 5.60, 5.50, 5.55, 5.50, 5.40, 5.90, 5.85, 5.70, 5.45, 5.55, 5.60, 5.40, 5.40, 5.35, 5.45, 5.50, 5.35, 5.25, 5.15, 5.00,
  5.85, 5.80, 5.70, 5.25, 5.20, 5.10, 5.65, 5.55, 5.45, 5.60, 5.35, 5.45, 5.05, 5.00, 4.95, 5.50, 5.50, 5.40, 5.45, 5.55, 5.50, 5.55, 5.55, 5.35, 5.45, 5.50, 5.55, 5.50, 5.45, 5.25, 5.65, 5.60, 5.40, 5.70, 5.65, 5.55, 6.30, 6.30, 6.25), ncol = 3, byrow = TRUE)
set.seed(6)
sets <- list(base = base, small = matrix(c(1, 3, 2, 2, 3, 1, 1, 2, 3, 1, 3, 2), 4, byrow = TRUE), ties = matrix(c(1, 1, 2, 3, 2, 2, 2, 5, 5, 4, 4, 4, 4, 1, 3), 5, byrow = TRUE), four = matrix(c(1, 4, 2, 3, 2, 4, 1, 3, 2, 2, 4, 1), 3, byrow = TRUE),
             two = matrix(c(1, 2, 3, 3, 5, 4, 1, 7, 2, 9), 5, byrow = TRUE), five = matrix(c(1, 2, 3, 4, 5, 2, 1, 3, 5, 4), 2, byrow = TRUE), one = matrix(c(3, 1, 2), 1), concordant = matrix(rep(1:3, each = 6), 6))
perms <- function(v) if (length(v) == 1) matrix(v, 1) else do.call(rbind, lapply(seq_along(v), function(i) cbind(v[i], perms(v[-i]))))
for (nm in names(sets)) { x <- sets[[nm]]; n <- nrow(x); k <- ncol(x)
  if (n > 1) { h <- friedman.test(x); stat <- unname(h$statistic)
    case(paste("friedman asymptotic", nm), "friedman.test(y)", list(x = rows(x), computation = "Asymptotic"), list(statistic = stat, df = h$parameter, p = h$p.value, estimate = stat / (n * (k - 1)))) }
  if (factorial(k)^n <= 2e6) { # every order of every block
    r <- t(apply(x, 1, rank)); sums <- matrix(0, 1, k)
    for (i in seq_len(n)) { p <- perms(r[i, ]); sums <- do.call(rbind, lapply(seq_len(nrow(p)), function(j) sweep(sums, 2, p[j, ], "+"))) }
    d <- rowSums((sums - n * (k + 1) / 2)^2); seen <- sum((colSums(r) - n * (k + 1) / 2)^2)
    case(paste("friedman exact", nm), "all (k!)^n orders", list(x = rows(x), computation = "Exact"), list(p = mean(d >= seen - 1e-9))) } }
# the exact distribution for larger designs: concordant blocks, P = k! / (k!)^n
for (z in list(c(10, 4), c(30, 3), c(4, 6))) case(paste("friedman exact concordant", z[1], z[2]), "k! / (k!)^n", list(x = rows(matrix(rep(seq_len(z[2]), each = z[1]), z[1])), computation = "BySize"), list(p = factorial(z[2])^(1 - z[1]), statistic = z[1] * (z[2] - 1), estimate = 1))
finish("friedman")
