source("../oracle.R")
# fisher.test finds the odds ratio and interval to about 1e-4: here the same equations solved on the log scale to 1e-15
conditional <- function(a, b, c, d, alternative = "two.sided", level = .95) {
  n1 <- a + b; n2 <- c + d; m <- a + c; lo <- max(0, m - n2); hi <- min(m, n1); k <- lo:hi
  logdc <- dhyper(k, n1, n2, m, log = TRUE)
  dn <- function(l) { w <- logdc + k * l; w <- exp(w - max(w)); w / sum(w) }
  root <- function(f) exp(uniroot(f, c(-60, 60), tol = 1e-15, maxiter = 10000)$root)
  est <- if (a == lo) 0 else if (a == hi) Inf else root(function(l) sum(k * dn(l)) - a)
  al <- if (alternative == "two.sided") (1 - level) / 2 else 1 - level
  low <- if (a == lo || alternative == "less") 0 else root(function(l) log(sum(dn(l)[k >= a])) - log(al))
  high <- if (a == hi || alternative == "greater") Inf else root(function(l) log(sum(dn(l)[k <= a])) - log(al))
  h <- fisher.test(rbind(c(a, b), c(c, d)), alternative = alternative, conf.level = level)
  stopifnot(isTRUE(all.equal(unname(h$estimate), est, tolerance = 1e-3)) || !is.finite(est) || est == 0)
  list(p = h$p.value, estimate = est, low = low, high = high)
}
tables <- list(tea = c(3, 1, 1, 3), twins = c(2, 15, 10, 3), ablation = c(79, 6, 58, 2), intrahepatic = c(16, 30, 11, 81), tcells = c(13, 4, 9, 19),
               zero = c(0, 8, 5, 4), full = c(6, 0, 2, 9), tied = c(5, 5, 5, 5), large = c(120, 80, 60, 140))
for (nm in names(tables)) for (a in c("two.sided", "less", "greater")) { t <- tables[[nm]]
  case(paste(nm, a), "fisher.test, odds ratio and interval solved to 1e-15", list(t = t, alternative = a), conditional(t[1], t[2], t[3], t[4], a)) }
# extreme tail: perfect split of 40 and 40
case("extreme", "2 / choose(80, 40)", list(t = c(40, 0, 0, 40)), list(p = 2 / choose(80, 40), estimate = "Inf", high = "Inf"))
finish("fisher")
