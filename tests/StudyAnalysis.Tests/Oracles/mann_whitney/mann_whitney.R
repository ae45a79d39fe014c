source("../oracle.R")
suppressPackageStartupMessages({library(exactRankTests); library(coin); library(survival)})
alts <- c("two.sided", "less", "greater")
brute <- function(a, b, alternative) {
  r <- rank(c(a, b)); n <- length(a); s <- combn(length(r), n, function(i) sum(r[i])); w <- sum(r[seq_len(n)]); e <- n * (length(r) + 1) / 2
  list(statistic = w - n * (n + 1) / 2, p = switch(alternative, less = mean(s <= w + 1e-9), greater = mean(s >= w - 1e-9), mean(abs(s - e) >= abs(w - e) - 1e-9)),
       estimate = median(outer(a, b, "-")))
}
achieved <- function(n, m, level, sides) { qu <- qwilcox((1 - level) / sides, n, m); if (qu == 0) qu <- 1; 1 - sides * pwilcox(qu - 1, n, m) }
# domain.md D
x <- c(.80, .83, 1.89, 1.04, 1.45, 1.38, 1.91, 1.64, .73, 1.46); y <- c(1.15, .88, .90, .74, 1.21)
for (a in alts) {
  h <- wilcox.test(x, y, exact = TRUE, conf.int = TRUE, alternative = a)
  case(paste("exact permeability", a), "wilcox.test(x, y, exact = TRUE, conf.int = TRUE)", list(a = x, b = y, alternative = a), htest(h, level = achieved(10, 5, .95, if (a == "two.sided") 2 else 1)))
  h <- wilcox.test(y, x, exact = TRUE, conf.int = TRUE, alternative = a)
  case(paste("exact swapped", a), "wilcox.test(y, x, exact = TRUE, conf.int = TRUE)", list(a = y, b = x, alternative = a), htest(h, level = achieved(5, 10, .95, if (a == "two.sided") 2 else 1)))
}
tied <- list(mixed = list(c(1, 2, 2, 3, 3, 3), c(2, 3, 4, 4, 5)), threes = list(c(0, 0, 0, 1, 9), c(0, 1, 1, 1, 2, 2, 7)),
             reversed = list(c(5, 6, 6, 7), c(1, 1, 2, 6, 3, 0)), constant = list(c(2, 2), c(2, 2, 2)), one = list(3, 3), single = list(5, c(1, 2, 2, 9)))
for (nm in names(tied)) for (a in alts) {
  d <- tied[[nm]]
  case(paste("exact tied", nm, a), "all subsets (combn); as exactRankTests::wilcox.exact and coin::wilcox_test", list(a = d[[1]], b = d[[2]], alternative = a), brute(d[[1]], d[[2]], a))
}
for (nm in c("mixed", "threes", "reversed")) for (a in alts) for (cc in c(TRUE, FALSE)) {
  d <- tied[[nm]]; h <- suppressWarnings(wilcox.test(d[[1]], d[[2]], exact = FALSE, correct = cc, alternative = a))
  case(paste("asymptotic", nm, a, cc), "wilcox.test(a, b, exact = FALSE, correct = )", list(a = d[[1]], b = d[[2]], alternative = a, computation = "Asymptotic", continuity = cc), htest(h, NULL))
}
set.seed(5); a <- round(rnorm(23, 1), 1); b <- round(rnorm(19), 1); g <- factor(rep(c("a", "b"), c(23, 19)))
h <- wilcox.exact(a, b)
case("exact tied large", "exactRankTests::wilcox.exact(a, b)", list(a = a, b = b), list(statistic = h$statistic, p = h$p.value))
h <- wilcox_test(c(a, b) ~ g, distribution = "exact")
case("exact tied large coin", "coin::wilcox_test(distribution = 'exact')", list(a = a, b = b), list(p = as.numeric(pvalue(h))))
# the switch at 100 values
set.seed(8); for (n in c(50, 51)) { a <- rnorm(n, .4); b <- rnorm(50); h <- wilcox.test(a, b, exact = n == 50, correct = TRUE)
  case(paste("switch", n + 50), "wilcox.test(a, b, exact = n + m <= 100)", list(a = a, b = b), htest(h, NULL)) }
# extreme tail: complete separation of 50 and 50: 2 / choose(100, 50)
case("extreme", "2 / choose(100, 50)", list(a = 51:100, b = 1:50), list(statistic = 2500, p = 2 / choose(100, 50)))
# real: survival::colon, one row a patient, groups by recurrence (status of etype 1); reference in colon-moertel.reference.json
rec <- colon[colon$etype == 1, ]; rec <- rec[!is.na(rec$nodes), ]
h <- wilcox.test(rec$nodes[rec$status == 0], rec$nodes[rec$status == 1], exact = FALSE, correct = TRUE)
case("asymptotic colon nodes by recurrence", "wilcox.test(nodes ~ recurrence, exact = FALSE, correct = TRUE)", list(a = rec$nodes[rec$status == 0], b = rec$nodes[rec$status == 1]), htest(h, NULL))
# above the switch our interval takes its order statistics from the normal approximation: R's exact ones beside
set.seed(14); a <- round(rnorm(70, .5), 4); b <- round(rnorm(60), 4); h <- wilcox.test(a, b, exact = TRUE, conf.int = TRUE); w <- sort(outer(a, b, "-")); k <- qwilcox(.025, 70, 60)
case("large sample interval", "wilcox.test(a, b, exact = TRUE, conf.int = TRUE) and the differences two places beside", list(a = a, b = b), list(estimate = h$estimate, low = h$conf.int[1], high = h$conf.int[2], lows = w[k + (-2:2)], highs = w[4200 - k + 1 + (-2:2)]))
finish("mann_whitney", c("exactRankTests", "coin", "survival"))
