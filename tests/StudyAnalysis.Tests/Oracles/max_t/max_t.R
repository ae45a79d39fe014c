source("../oracle.R")
suppressPackageStartupMessages(library(multtest))
quiet <- function(e) { capture.output(v <- e); v }
# rows = variables, the class with label 1 comes first
maxt <- function(first, second, test, side, B = 0) {
  X <- cbind(first, second); cl <- rep(1:0, c(ncol(first), ncol(second)))
  r <- quiet(mt.maxT(X, cl, test = test, side = side, B = B)); r <- r[order(r$index), ]
  list(statistic = r$teststat, raw = r$rawp, adjusted = r$adjp)
}
pairt <- function(d, side, B = 0) {
  X <- t(apply(d, 1, function(v) as.vector(rbind(v, 0)))); cl <- rep(1:0, ncol(d))
  r <- quiet(mt.maxT(X, cl, test = "pairt", side = side, B = B)); r <- r[order(r$index), ]
  list(statistic = r$teststat, raw = r$rawp, adjusted = r$adjp)
}
rows <- function(m) lapply(seq_len(nrow(m)), function(i) as.array(m[i, ]))
sides <- c(two.sided = "abs", less = "lower", greater = "upper")
set.seed(20)
# unequal sizes; variable 1 shifted up, 2 shifted down, 3 and 4 correlated, 5 tied whole numbers
first <- matrix(round(rnorm(25), 2), 5); second <- matrix(round(rnorm(20), 2), 5)
first[1, ] <- first[1, ] + 2.5; first[2, ] <- first[2, ] - 2; first[4, ] <- first[3, ] + .3; second[4, ] <- second[3, ]
first[5, ] <- c(1, 2, 2, 3, 3); second[5, ] <- c(1, 1, 2, 1)
for (test in c("t", "t.equalvar")) for (a in names(sides)) case(paste("two", test, a), "multtest::mt.maxT(X, classlabel, B = 0)",
  list(first = rows(first), second = rows(second), statistic = test, alternative = a), maxt(first, second, test, sides[[a]]))
# multtest ranks ties in their order, so the rank case leaves them out; ties come from the enumeration below
for (a in names(sides)) case(paste("two wilcoxon", a), "multtest::mt.maxT(X, classlabel, test = 'wilcoxon', B = 0)",
  list(first = rows(first[1:4, ]), second = rows(second[1:4, ]), statistic = "wilcoxon", alternative = a), maxt(first[1:4, ], second[1:4, ], "wilcoxon", sides[[a]]))
d <- matrix(round(rnorm(36, .4), 1), 4); d[2, ] <- d[1, ] + round(rnorm(9, 0, .2), 1); d[3, 2] <- 0; d[4, ] <- -d[4, ] * 2
for (a in names(sides)) case(paste("paired t", a), "multtest::mt.maxT(X, classlabel, test = 'pairt', B = 0)", list(differences = rows(d), statistic = "pairt", alternative = a), pairt(d, sides[[a]]))
# second route, for ranks with ties: every relabelling in R
stepdown <- function(all, side) { # variables by permutations, observed first
  e <- switch(side, abs = abs(all), upper = all, lower = -all); o <- order(-e[, 1]); e <- e[o, , drop = FALSE]
  u <- e; for (j in rev(seq_len(nrow(e) - 1))) u[j, ] <- pmax(u[j + 1, ], e[j, ])
  raw <- rowMeans(e >= e[, 1] - 1e-9); adj <- cummax(rowMeans(u >= e[, 1] - 1e-9)); back <- order(o)
  list(statistic = all[, 1], raw = raw[back], adjusted = adj[back])
}
rank_all <- function(first, second) {
  X <- cbind(first, second); n1 <- ncol(first); n <- ncol(X); R <- t(apply(X, 1, rank))
  one <- function(i) apply(R, 1, function(r) (sum(r[i]) - n1 * mean(r)) / sqrt(n1 * (n - n1) / n * var(r)))
  cbind(one(1:n1), combn(n, n1, one))[, -2]
}
for (a in names(sides)) case(paste("two ranks tied", a), "all combn() relabellings of tied ranks", list(first = rows(first), second = rows(second), statistic = "wilcoxon", alternative = a),
  stepdown(rank_all(first, second), sides[[a]]))
signed_all <- function(d) {
  s <- t(apply(d, 1, function(v) { r <- numeric(length(v)); r[v != 0] <- rank(abs(v[v != 0])); sign(v) * r }))
  flips <- as.matrix(expand.grid(rep(list(c(1, -1)), ncol(d))))
  apply(flips, 1, function(f) (s %*% f) / sqrt(rowSums(s^2)))
}
for (a in names(sides)) case(paste("paired ranks", a), "all sign vectors of signed ranks", list(differences = rows(d), statistic = "signed", alternative = a), stepdown(signed_all(d), sides[[a]]))
# real data, random permutations on both sides: 30 genes of Golub et al. (1999), 38 patients
data(golub); X <- round(golub[c(1042, 829, 2124, 1:27), ], 5); i <- golub.cl == 1
case("golub", "multtest::mt.maxT(golub[genes, ], golub.cl, B = 1000000)", list(first = rows(X[, i]), second = rows(X[, !i]), statistic = "t"), maxt(X[, i], X[, !i], "t", "abs", 1000000))
d20 <- X[, i][, 1:11] - X[, !i][, 1:11]; d20 <- cbind(d20, X[, !i][, 12:22] - X[, !i][, 17:27] )
case("golub paired", "multtest::mt.maxT(test = 'pairt', B = 1000000)", list(differences = rows(d20), statistic = "pairt"), pairt(d20, "abs", 1000000))
finish("max_t", "multtest")
