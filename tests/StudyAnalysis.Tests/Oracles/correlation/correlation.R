source("../oracle.R")
suppressPackageStartupMessages(library(survival))
alts <- c("two.sided", "less", "greater")
# domain.md E: Hollander and Wolfe, canned tuna
x <- c(44.4, 45.9, 41.9, 53.3, 44.7, 44.1, 50.7, 45.2, 60.1); y <- c(2.6, 3.1, 2.5, 5.0, 3.6, 4.0, 5.2, 2.8, 3.8)
fz <- function(r, se, a, l) { q <- qnorm(if (a == "two.sided") (1 + l) / 2 else l); c(if (a == "less") -1 else tanh(atanh(r) - q * se), if (a == "greater") 1 else tanh(atanh(r) + q * se)) }
bw <- function(r, n) sqrt((1 + r^2 / 2) / (n - 3))
perms <- function(n) if (n == 1) matrix(1L) else { p <- perms(n - 1); do.call(rbind, lapply(seq_len(n), function(i) cbind(i, ifelse(p >= i, p + 1L, p)))) }
set.seed(4); sets <- list(tuna = list(x, y), negative = list(1:8, c(9, 8, 8.5, 5, 6, 3, 2, 1)), four = list(c(1, 2, 3, 4), c(2, 1, 4, 3)),
  tied = list(c(1, 2, 2, 3, 3, 3, 5), c(2, 1, 4, 4, 4, 6, 6)), ten = list(c(1.1, 2, 3, 4, 5, 6, 7, 8, 9, 10), c(2, 1, 4, 3, 7, 10, 5, 6, 9, 8)), sixty = list(round(rnorm(60), 3), round(rnorm(60), 3)))
sets$sixty[[2]] <- sets$sixty[[1]] * .5 + sets$sixty[[2]]
sets$discrete <- list(round(sets$sixty[[1]]), round(2 * sets$sixty[[2]]))
for (nm in names(sets)) for (a in alts) {
  u <- sets[[nm]][[1]]; v <- sets[[nm]][[2]]; n <- length(u); inp <- list(x = u, y = v, alternative = a)
  h <- cor.test(u, v, alternative = a)
  case(paste("pearson", nm, a), "cor.test(x, y)", inp, list(statistic = h$statistic, df = h$parameter, p = h$p.value, estimate = h$estimate, low = h$conf.int[1], high = h$conf.int[2]))
  r <- cor(rank(u), rank(v)); ci <- fz(r, bw(r, n), a, .95)
  ties <- anyDuplicated(u) || anyDuplicated(v)
  if (n <= 10) {
    ru <- rank(u); rv <- rank(v); e <- n * (n + 1)^2 / 4; seen <- sum(ru * rv)
    if (n <= 9) s <- drop(matrix(rv[t(perms(n))], ncol = n, byrow = TRUE) %*% ru) else { P <- perms(9); s <- unlist(lapply(1:10, function(j) rv[j] * ru[10] + drop(matrix(rv[-j][t(P)], ncol = 9, byrow = TRUE) %*% ru[-10]))) }
    p <- switch(a, less = mean(s <= seen + 1e-9), greater = mean(s >= seen - 1e-9), mean(abs(s - e) >= abs(seen - e) - 1e-9))
    if (!ties && n <= 9) stopifnot(isTRUE(all.equal(p, cor.test(u, v, method = "spearman", alternative = a)$p.value)))
    case(paste("spearman exact", nm, a), "all n! permutations (without ties and n <= 9 also cor.test)", inp, list(statistic = (n^3 - n) * (1 - r) / 6, p = p, estimate = r, low = ci[1], high = ci[2]))
  }
  for (cc in c(TRUE, FALSE)) { h <- suppressWarnings(cor.test(u, v, method = "spearman", exact = FALSE, continuity = cc, alternative = a))
    case(paste("spearman approximate", nm, a, cc), "cor.test(method = 'spearman', exact = FALSE, continuity = )", c(inp, list(computation = "Asymptotic", continuity = cc)), list(statistic = h$statistic, p = h$p.value, estimate = h$estimate, low = ci[1], high = ci[2]))
    if (ties || !cc) { h <- suppressWarnings(cor.test(u, v, method = "kendall", continuity = cc, alternative = a, exact = n < 50 && !ties)); k <- unname(h$estimate)
      e <- list(statistic = h$statistic, p = h$p.value, estimate = k); if (n > 4) { ci2 <- fz(k, sqrt(.437 / (n - 4)), a, .95); e$low <- ci2[1]; e$high <- ci2[2] }
      case(paste("kendall", nm, a, cc), "cor.test(method = 'kendall', continuity = )", c(inp, list(continuity = cc)), e) } }
}
# real: survival::colon, one row a patient (etype 2), complete pairs
d <- colon[colon$etype == 2, ]; d <- d[!is.na(d$nodes) & !is.na(d$extent), ]
h <- suppressWarnings(cor.test(d$nodes, d$extent, method = "spearman", exact = FALSE, continuity = FALSE))
case("spearman colon", "cor.test(nodes, extent, method = 'spearman', exact = FALSE)", list(x = d$nodes, y = d$extent), list(statistic = h$statistic, p = h$p.value, estimate = h$estimate))
# partial
set.seed(7); z1 <- round(rnorm(25), 2); z2 <- round(runif(25), 2); a1 <- round(z1 + rnorm(25), 2); a2 <- round(z1 - z2 + rnorm(25), 2)
for (kind in c("pearson", "spearman")) for (k in 1:2) for (al in alts) {
  f <- if (kind == "pearson") identity else rank
  g <- lapply(list(z1, z2)[seq_len(k)], f); D <- do.call(cbind, g); n <- 25; df <- n - 2 - k
  r <- cor(resid(lm(f(a1) ~ D)), resid(lm(f(a2) ~ D))); t <- r * sqrt(df / (1 - r^2)); se <- if (kind == "pearson") 1 / sqrt(n - k - 3) else bw(r, n - k)
  ci <- fz(r, se, al, .95)
  case(paste("partial", kind, k, al), "ppcor::pcor.test, from residuals of lm", list(x = a1, y = a2, given = list(z1, z2)[seq_len(k)], alternative = al),
       list(estimate = r, statistic = t, df = df, p = switch(al, less = pt(t, df), greater = pt(t, df, lower.tail = FALSE), 2 * pt(-abs(t), df)), low = ci[1], high = ci[2]))
}
zou <- function(r1, n1, r2, n2, kind, a) { s1 <- if (kind == "Pearson") 1 / sqrt(n1 - 3) else bw(r1, n1); s2 <- if (kind == "Pearson") 1 / sqrt(n2 - 3) else bw(r2, n2)
  i1 <- fz(r1, s1, "two.sided", .95); i2 <- fz(r2, s2, "two.sided", .95); z <- (atanh(r1) - atanh(r2)) / sqrt(s1^2 + s2^2)
  list(estimate = r1 - r2, statistic = z, p = switch(a, less = pnorm(z), greater = pnorm(z, lower.tail = FALSE), 2 * pnorm(-abs(z))), low = r1 - r2 - sqrt((r1 - i1[1])^2 + (i2[2] - r2)^2), high = r1 - r2 + sqrt((i1[2] - r1)^2 + (r2 - i2[1])^2)) }
for (kind in c("Pearson", "Spearman")) for (a in alts) for (v in list(c(.49, 145, .36, 87), c(-.2, 12, .7, 15)))
  case(paste("difference", kind, a, v[1]), "Fisher (1921), Zou (2007), written out", list(v = v, kind = kind, alternative = a), zou(v[1], v[2], v[3], v[4], kind, a))
finish("correlation", "survival")
