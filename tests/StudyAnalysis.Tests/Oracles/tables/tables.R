source("../oracle.R")
m <- function(rows) list(x = lapply(seq_len(nrow(rows)), function(i) rows[i, ]))
tabs <- list(cohort = matrix(c(4, 2, 1, 0, 3, 5, 2, 2, 1, 3, 6, 4), 4), small = matrix(c(3, 0, 2, 1, 4, 1, 0, 2, 5), 3), wide = matrix(c(4, 1, 0, 5, 2, 2, 3, 0), 2),
             two = matrix(c(3, 1, 1, 3), 2), even = matrix(4, 2, 3))
# all tables with the margins of a small table, one by one
brute <- function(x) {
  r <- rowSums(x); cs <- colSums(x); lf <- lfactorial; const <- sum(lf(r)) + sum(lf(cs)) - lf(sum(x)); seen <- const - sum(lf(x)); total <- 0; all <- 0
  rec <- function(j, left, acc) {
    if (j == length(cs)) { lp <- const - acc - sum(lf(left)); all <<- all + exp(lp); if (lp <= seen + 1e-7) total <<- total + exp(lp); return(invisible()) }
    g <- as.matrix(expand.grid(lapply(left, function(v) 0:v))); g <- g[rowSums(g) == cs[j], , drop = FALSE]
    for (i in seq_len(nrow(g))) rec(j + 1, left - g[i, ], acc + sum(lf(g[i, ])))
  }
  rec(1, r, 0); stopifnot(abs(all - 1) < 1e-10); total
}
for (nm in names(tabs)) {
  x <- tabs[[nm]]; f <- fisher.test(x)$p.value; b <- if (nm == "cohort") f else brute(x); stopifnot(abs(f - b) < 1e-6)
  case(paste("exact", nm), if (nm == "cohort") "fisher.test(x)" else "fisher.test(x), by full enumeration", m(x), list(p = b))
  h <- suppressWarnings(chisq.test(x, correct = FALSE))
  case(paste("chisq", nm), "chisq.test(x, correct = FALSE)", m(x), list(statistic = h$statistic, df = h$parameter, p = h$p.value))
}
# fisher.test's help page: job satisfaction (Agresti 2002, p. 57), p = 0.7827; and larger tables, where enumeration is out of reach
job <- matrix(c(1, 2, 1, 0, 3, 3, 6, 1, 10, 10, 14, 9, 6, 7, 12, 11), 4); set.seed(19)
wide <- r2dtable(1, c(12, 20, 9), c(8, 8, 8, 8, 9))[[1]]; tall <- r2dtable(1, c(14, 9, 11, 6, 10), c(25, 15, 10))[[1]]; skew <- matrix(c(30, 2, 1, 0, 6, 12, 5, 1, 1, 3, 9, 14), 4)
for (nm in c("job", "wide", "tall", "skew")) { x <- get(nm); case(paste("exact network", nm), "fisher.test(x, workspace = 2e8)", m(x), list(p = fisher.test(x, workspace = 2e8)$p.value)) }
for (x in list(matrix(c(79, 58, 6, 2), 2), matrix(c(16, 11, 30, 81), 2), matrix(c(5, 5, 5, 5), 2), matrix(c(500, 20, 30, 600), 2))) {
  h <- suppressWarnings(chisq.test(x, correct = TRUE))
  case(paste("yates", paste(x, collapse = " ")), "chisq.test(x, correct = TRUE)", m(x), list(statistic = h$statistic, df = h$parameter, p = h$p.value))
  h <- suppressWarnings(chisq.test(x, correct = FALSE))
  case(paste("chisq", paste(x, collapse = " ")), "chisq.test(x, correct = FALSE)", m(x), list(statistic = h$statistic, df = h$parameter, p = h$p.value))
}
for (bc in list(c(150, 86), c(5, 0), c(3, 3), c(1, 9), c(0, 4))) {
  for (cc in c(TRUE, FALSE)) { h <- mcnemar.test(matrix(c(10, bc[2], bc[1], 10), 2), correct = cc)
    case(paste("mcnemar chisq", bc[1], bc[2], cc), "mcnemar.test(x, correct = )", list(b = bc[1], c = bc[2], correct = cc), list(statistic = h$statistic, df = h$parameter, p = h$p.value)) }
  for (a in c("two.sided", "less", "greater")) { h <- binom.test(bc[1], sum(bc), alternative = a)
    o <- function(p) ifelse(p == 1, Inf, p / (1 - p))
    case(paste("mcnemar exact", bc[1], bc[2], a), "binom.test(b, b + c), bounds p / (1 - p)", list(b = bc[1], c = bc[2], alternative = a), list(p = h$p.value, estimate = bc[1] / bc[2], low = o(h$conf.int[1]), high = o(h$conf.int[2]))) }
}
finish("tables")
