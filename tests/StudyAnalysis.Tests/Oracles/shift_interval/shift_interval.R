source("../oracle.R")
# Every shift tested by brute force: all subsets (or all signs) at each candidate and between each pair of neighbours. The interval is the hull of what is not rejected.
tailA <- function(a, b, upper) { r <- rank(c(a, b)); n <- length(a); s <- combn(length(r), n, function(i) sum(r[i])); w <- sum(r[seq_len(n)]); if (upper) mean(s >= w - 1e-9) else mean(s <= w + 1e-9) }
tailD <- function(d, upper, pratt) { if (!pratt) d <- d[d != 0]; if (!any(d != 0)) return(1); r <- rank(abs(d)); s <- d[d != 0] > 0; r <- r[d != 0]
  t <- drop(as.matrix(expand.grid(rep(list(0:1), length(r)))) %*% r); v <- sum(r[s]); if (upper) mean(t >= v - 1e-9) else mean(t <= v + 1e-9) }
hull <- function(cand, pval, alt, level) { al <- if (alt == "two.sided") (1 - level) / 2 else 1 - level
  cand <- sort(unique(cand)); k <- length(cand); mids <- c(cand[1] - 1, (head(cand, -1) + tail(cand, -1)) / 2, cand[k] + 1)
  end <- function(upper) { p <- sapply(cand, pval, upper) > al + 1e-12; m <- sapply(mids, pval, upper) > al + 1e-12
    if (upper) { if (m[1]) return(NA); min(cand[p | m[-1]]) } else { if (m[k + 1]) return(NA); max(cand[p | m[-(k + 1)]]) } }
  c(if (alt == "less") -Inf else end(TRUE), if (alt == "greater") Inf else end(FALSE)) }
inf <- function(v) if (is.finite(v)) v else if (v > 0) "Inf" else "-Inf"
two <- list(untied = list(c(80, 191, 104, 145, 138), c(115, 88, 90, 74)), ties = list(c(4, 5, 5, 7, 8, 8), c(1, 2, 2, 5, 5)), threes = list(c(0, 0, 0, 2, 4, 4), c(0, 1, 1, 1, 6)), coarse = list(c(1, 2, 2, 3, 3, 3), c(2, 3, 4, 4, 4, 4)))
for (nm in names(two)) for (a in c("two.sided", "less", "greater")) for (l in c(.8, .9, .95)) { x <- two[[nm]][[1]]; y <- two[[nm]][[2]]
  h <- hull(outer(x, y, "-"), function(d, u) tailA(x - d, y, u), a, l); if (anyNA(h)) next
  if (nm == "untied") { w <- wilcox.test(x, y, exact = TRUE, conf.int = TRUE, conf.level = l, alternative = a)$conf.int; stopifnot(max(abs(h - w)[is.finite(h)]) < 1e-9) }
  case(paste("shift", nm, a, l), "all shifts tested, all subsets", list(a = x, b = y, alternative = a, level = l), list(low = inf(h[1]), high = inf(h[2]))) }
one <- list(untied = c(95, -15, 102, 43, 62, 59, 49), ties = c(-1, 2, 2, 3, -2, 5, 4, 4), zeros = c(0, 0, 1, 1, 3, 5, 8, 2), coarse = c(1, 1, 1, 2, 2, 0, -1, 3, 3))
for (nm in names(one)) for (a in c("two.sided", "less", "greater")) for (l in c(.8, .9, .95)) for (z in c("Wilcoxon", "Pratt")) { d <- one[[nm]]; w <- outer(d, d, "+") / 2
  h <- hull(w[lower.tri(w, diag = TRUE)], function(m, u) tailD(d - m, u, z == "Pratt"), a, l); if (anyNA(h)) next
  if (nm == "untied") { v <- wilcox.test(d, exact = TRUE, conf.int = TRUE, conf.level = l, alternative = a)$conf.int; stopifnot(max(abs(h - v)[is.finite(h)]) < 1e-9) }
  case(paste("pseudomedian", nm, a, l, z), "all centres tested, all signs", list(d = d, alternative = a, level = l, zeros = z), list(low = inf(h[1]), high = inf(h[2]))) }
finish("shift_interval")
