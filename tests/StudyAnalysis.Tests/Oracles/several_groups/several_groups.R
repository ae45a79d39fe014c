source("../oracle.R")
suppressPackageStartupMessages({library(coin); library(kSamples)})
alts <- c("two.sided", "less", "greater")
groups <- list(mucociliary = list(c(2.9, 3.0, 2.5, 2.6, 3.2), c(3.8, 2.7, 4.0, 2.4), c(2.8, 3.4, 3.7, 2.2, 2.0)),   # domain.md D, Hollander and Wolfe
               tied = list(c(1, 2, 2, 3), c(2, 2, 4), c(3, 3, 5, 5)), falling = list(c(9, 7, 7), c(7, 4, 4, 4), c(1, 4)), two = list(c(1, 2, 2), c(2, 3, 5)), four = list(c(1, 1), c(1, 3), c(2, 3), c(4, 1, 6)))
J <- function(g) { s <- 0; for (j in 2:length(g)) for (i in 1:(j - 1)) s <- s + sum(outer(g[[i]], g[[j]], function(a, b) (a < b) + .5 * (a == b))); s }
allocations <- function(n, sizes) { # all ways to choose the groups, as lists of index vectors
  if (length(sizes) == 1) return(list(list(n)))
  out <- list(); cm <- combn(length(n), sizes[1])
  for (k in seq_len(ncol(cm))) { first <- n[cm[, k]]; for (rest in allocations(n[-cm[, k]], sizes[-1])) out[[length(out) + 1]] <- c(list(first), rest) }
  out
}
for (nm in names(groups)) {
  g <- groups[[nm]]; y <- unlist(g); s <- lengths(g)
  h <- kruskal.test(g); case(paste("kruskal", nm), "kruskal.test(g)", list(g = lapply(g, as.array)), list(statistic = h$statistic, df = h$parameter, p = h$p.value))
  seen <- J(g); pairs <- (sum(s)^2 - sum(s^2)) / 2; e <- pairs / 2
  js <- if (nm == "mucociliary") {
    # 252252 allocations: count pairwise over rank labels
    sapply(allocations(seq_along(y), s), function(a) J(lapply(a, function(i) y[i])))
  } else sapply(allocations(seq_along(y), s), function(a) J(lapply(a, function(i) y[i])))
  stopifnot(abs(jt.test(g, method = "exact", Nsim = 1e6)$JT[[5]] - mean(js >= seen - 1e-9)) < 1e-12)   # kSamples: the same, one-sided
  z <- (seen - e) / sqrt(mean((js - e)^2))   # the exact permutation variance is the tie formula's
  for (a in alts) {
    p <- switch(a, less = mean(js <= seen + 1e-9), greater = mean(js >= seen - 1e-9), mean(abs(js - e) >= abs(seen - e) - 1e-9))
    case(paste("jonckheere exact", nm, a), "all allocations enumerated", list(g = lapply(g, as.array), alternative = a), list(statistic = seen, estimate = seen / pairs, p = p))
    p <- switch(a, less = pnorm(z), greater = pnorm(z, lower.tail = FALSE), 2 * pnorm(-abs(z)))
    case(paste("jonckheere asymptotic", nm, a), "normal with the permutation variance over all allocations", list(g = lapply(g, as.array), alternative = a, computation = "Asymptotic"), list(statistic = seen, p = p))
  }
}
# Hollander and Wolfe (1999), example 6.2, with ties: kSamples lists all 18! / 6!^3 allocations (a minute)
perf <- list(c(40, 35, 38, 43, 44, 41), c(38, 40, 47, 44, 40, 42), c(48, 40, 45, 43, 46, 44)); jt <- jt.test(perf, method = "exact", Nsim = 2e7)
case("jonckheere performance", "kSamples::jt.test(method = 'exact', Nsim = 2e7)", list(g = perf, alternative = "greater"), list(statistic = jt$JT[[1]], p = jt$JT[[5]]))
# trend in proportions: prop.trend.test help (smokers), and small tables exact by enumeration of all tables
tr <- list(smokers = list(c(83, 90, 129, 70), c(86, 93, 136, 82), NULL), dose = list(c(0, 1, 3, 4), c(5, 6, 5, 5), NULL), scores = list(c(4, 2, 2), c(6, 5, 7), c(0, 1, 3.5)), falling = list(c(5, 1, 0), c(6, 4, 7), NULL))
for (nm in names(tr)) {
  x <- tr[[nm]][[1]]; n <- tr[[nm]][[2]]; sc <- tr[[nm]][[3]]; if (is.null(sc)) sc <- seq_along(x)
  h <- prop.trend.test(x, n, sc); fit <- lm(x / n ~ sc, weights = n); z <- sign(coef(fit)[[2]]) * sqrt(h$statistic[[1]])
  for (a in alts) case(paste("trend asymptotic", nm, a), "prop.trend.test(x, n, score)", list(x = x, n = n, score = sc, alternative = a, computation = "Asymptotic"),
       list(statistic = z, estimate = coef(fit)[[2]], p = switch(a, less = pnorm(z), greater = pnorm(z, lower.tail = FALSE), 2 * pnorm(-abs(z)))))
  if (sum(n) <= 100) {
    grid <- as.matrix(expand.grid(lapply(n, function(v) 0:v))); grid <- grid[rowSums(grid) == sum(x), , drop = FALSE]
    w <- apply(grid, 1, function(k) prod(choose(n, k))); w <- w / sum(w); t <- drop(grid %*% sc); seen <- sum(x * sc); e <- sum(x) * sum(n * sc) / sum(n)
    for (a in alts) case(paste("trend exact", nm, a), "all tables with the margins", list(x = x, n = n, score = sc, alternative = a),
       list(statistic = seen, p = switch(a, less = sum(w[t <= seen + 1e-9]), greater = sum(w[t >= seen - 1e-9]), sum(w[abs(t - e) >= abs(seen - e) - 1e-9]))))
    y <- rep(rep(0:1, length(n)), c(rbind(n - x, x))); s <- rep(sc, n)
    stopifnot(abs(as.numeric(pvalue(independence_test(s ~ factor(y), distribution = "exact"))) - sum(w[abs(t - e) >= abs(seen - e) - 1e-9])) < 1e-8)
  }
}
# Brunner and Munzel: formulas of lawstat::brunner.munzel.test written out
bm <- function(a, b) { n <- length(a); m <- length(b); r <- rank(c(a, b)); ra <- r[seq_len(n)]; rb <- r[n + seq_len(m)]
  v1 <- sum((ra - rank(a) - mean(ra) + (n + 1) / 2)^2) / (n - 1); v2 <- sum((rb - rank(b) - mean(rb) + (m + 1) / 2)^2) / (m - 1)
  t <- n * m * (mean(ra) - mean(rb)) / (n + m) / sqrt(n * v1 + m * v2); df <- (n * v1 + m * v2)^2 / ((n * v1)^2 / (n - 1) + (m * v2)^2 / (m - 1))
  p <- (mean(ra) - (n + 1) / 2) / m; h <- qt(.975, df) * sqrt(v1 / (n * m^2) + v2 / (m * n^2))
  list(statistic = t, df = df, estimate = p, p = 2 * pt(-abs(t), df), low = p - h, high = p + h) }
case("munzel pain", "lawstat::brunner.munzel.test, written out", list(a = c(3, 3, 4, 3, 1, 2, 3, 1, 1, 5, 4), b = c(1, 2, 1, 1, 1, 1, 1, 1, 1, 1, 2, 4, 1, 1)), bm(c(3, 3, 4, 3, 1, 2, 3, 1, 1, 5, 4), c(1, 2, 1, 1, 1, 1, 1, 1, 1, 1, 2, 4, 1, 1)))
finish("several_groups", c("coin", "kSamples"))
