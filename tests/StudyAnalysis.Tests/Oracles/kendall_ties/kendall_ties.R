source("../oracle.R")
suppressPackageStartupMessages(library(exactRankTests))
alts <- c("two.sided", "less", "greater")
S <- function(x, y) sum(sign(outer(x, x, "-")) * sign(outer(y, y, "-"))) / 2
perms <- function(n) if (n == 1) matrix(1L) else { p <- perms(n - 1); do.call(rbind, lapply(seq_len(n), function(i) cbind(i, ifelse(p >= i, p + 1L, p)))) }
sets <- list(both = list(c(1, 2, 2, 3, 3, 3, 5), c(2, 1, 4, 4, 4, 6, 6)), one = list(c(1, 2, 3, 4, 5, 6, 7), c(2, 1, 4, 4, 4, 6, 6)), other = list(c(1, 1, 3, 3, 3, 6, 7), c(7, 6, 4, 5, 3, 1, 2)), negative = list(c(1, 2, 2, 3, 3, 8), -c(1, 4, 4, 4, 6, 6)), small = list(c(1, 1, 2), c(3, 4, 4)), zero = list(c(1, 2, 2, 1), c(1, 1, 2, 2)))
for (nm in names(sets)) for (a in alts) { x <- sets[[nm]][[1]]; y <- sets[[nm]][[2]]; n <- length(x); seen <- S(x, y); P <- perms(n); s <- apply(P, 1, function(i) S(x, y[i]))
  p <- switch(a, less = mean(s <= seen + 1e-9), greater = mean(s >= seen - 1e-9), mean(abs(s) >= abs(seen) - 1e-9))
  case(paste("kendall", nm, a), "all n! permutations", list(x = x, y = y, alternative = a), list(statistic = seen, p = p, estimate = cor(x, y, method = "kendall"))) }
# a variable of two values: S is a Wilcoxon rank sum, exact p of exactRankTests (larger samples)
set.seed(2); x <- round(rnorm(30), 1); y <- rbinom(30, 1, .4); u <- round(x + rnorm(30), 4)
for (a in alts) { h <- suppressWarnings(wilcox.exact(x[y == 1], x[y == 0], alternative = a)); case(paste("kendall binary", a), "exactRankTests::wilcox.exact(x[y == 1], x[y == 0])", list(x = x, y = y, alternative = a), list(statistic = S(x, y), p = h$p.value, estimate = cor(x, y, method = "kendall")))
  h <- wilcox.test(u[y == 1], u[y == 0], alternative = a, exact = TRUE); case(paste("kendall binary untied", a), "wilcox.test(x[y == 1], x[y == 0], exact = TRUE)", list(x = u, y = y, alternative = a), list(statistic = S(u, y), p = h$p.value, estimate = cor(u, y, method = "kendall"))) }
finish("kendall_ties", "exactRankTests")
