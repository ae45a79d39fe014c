source("../oracle.R")
suppressPackageStartupMessages({library(exactRankTests); library(coin)})
alts <- c("two.sided", "less", "greater")
# Brute force over all sign patterns: independent of shift algorithms. Two-sided: at least as far from the mean.
brute <- function(d, pratt = FALSE, alternative = "two.sided") {
  if (!pratt) d <- d[d != 0]
  r <- rank(abs(d)); r <- r[d != 0]; s <- d[d != 0] > 0
  signs <- as.matrix(expand.grid(rep(list(0:1), length(r))))
  t <- drop(signs %*% r); v <- sum(r[s]); e <- sum(r) / 2
  c(v = v, p = switch(alternative, less = mean(t <= v + 1e-9), greater = mean(t >= v - 1e-9), mean(abs(t - e) >= abs(v - e) - 1e-9)))
}
# domain.md C: Hollander & Wolfe depression data
x <- c(1.83, .50, 1.62, 2.48, 1.68, 1.88, 1.55, 3.06, 1.30); y <- c(.878, .647, .598, 2.05, 1.06, 1.29, 1.06, 3.14, 1.29)
achieved <- function(n, level, sides) { a <- (1 - level) / sides; qu <- qsignrank(a, n); if (qu == 0) qu <- 1; 1 - sides * psignrank(qu - 1, n) }
for (a in alts) {
  h <- wilcox.test(x, y, paired = TRUE, exact = TRUE, conf.int = TRUE, alternative = a)
  case(paste("paired depression", a), "wilcox.test(x, y, paired = TRUE, exact = TRUE, conf.int = TRUE)", list(a = x, b = y, alternative = a),
       htest(h, level = achieved(9, .95, if (a == "two.sided") 2 else 1)))
}
set.seed(20); for (n in c(6, 17, 60)) {
  d <- rnorm(n, .3); h <- wilcox.test(d, exact = TRUE, conf.int = TRUE, conf.level = .9)
  case(paste("differences untied n", n), "wilcox.test(d, exact = TRUE, conf.int = TRUE, conf.level = .9)", list(d = d, level = .9), htest(h, level = achieved(n, .9, 2)))
}
# ties of 2 and 3, zeros, both signs
tied <- list(domain = c(-1, 0, 2, 2, 3, -2, 5, 4), negative = -c(-1, 0, 2, 2, 3, -2, 5, 4), threes = c(1, 1, 1, -1, 2, 2, 2, -3, 3, 0, 0, 0),
             allpositive = c(1, 1, 2, 2, 2, 3), one = 2.5, two = c(-1, 1))
for (nm in names(tied)) for (a in alts) for (z in c("Wilcoxon", "Pratt")) {
  b <- brute(tied[[nm]], z == "Pratt", a)
  d <- tied[[nm]]
  w <- sort(outer(d, d, "+")[lower.tri(diag(length(d)), diag = TRUE)] / 2)
  if (z == "Wilcoxon" && any(d != 0)) stopifnot(all.equal(suppressWarnings(wilcox.exact(d, alternative = a))$p.value, b[["p"]]))
  case(paste("differences tied", nm, z, a), "all 2^n sign patterns (Wilcoxon also exactRankTests::wilcox.exact)", list(d = d, alternative = a, zeros = z),
       list(statistic = b[["v"]], p = b[["p"]], estimate = median(w)))
}
set.seed(3); big <- round(rnorm(45, .4), 1)
h <- suppressWarnings(wilcox.exact(big)); nz <- big[big != 0]; r <- rank(abs(nz))
case("differences tied large", "exactRankTests::wilcox.exact(d)", list(d = big), list(statistic = h$statistic, p = h$p.value))
pr <- wilcoxsign_test(big ~ I(0 * big), distribution = "exact", zero.method = "Pratt")
case("differences tied large Pratt", "coin::wilcoxsign_test(distribution = 'exact')", list(d = big, zeros = "Pratt"), list(p = as.numeric(pvalue(pr))))
# asymptotic
for (nm in c("domain", "negative", "threes")) for (a in alts) for (cc in c(TRUE, FALSE)) {
  h <- suppressWarnings(wilcox.test(tied[[nm]], exact = FALSE, correct = cc, alternative = a))
  case(paste("differences asymptotic", nm, a, cc), "wilcox.test(d, exact = FALSE, correct = )", list(d = tied[[nm]], alternative = a, computation = "Asymptotic", continuity = cc), htest(h, NULL))
}
pr <- wilcoxsign_test(big ~ I(0 * big), zero.method = "Pratt")
case("differences asymptotic Pratt", "coin::wilcoxsign_test(zero.method = 'Pratt')", list(d = big, zeros = "Pratt", computation = "Asymptotic", continuity = FALSE), list(p = as.numeric(pvalue(pr))))
# around the switch at 200: exact at 200, asymptotic at 201
set.seed(9); for (n in c(200, 201)) { d <- rnorm(n, .12); h <- wilcox.test(d, exact = n == 200, correct = TRUE)
  case(paste("differences switch", n), "wilcox.test(d, exact = n <= 200)", list(d = d), htest(h, NULL)) }
# extreme tail: all of 100 positive, p = 2 * 2^-100
h <- list(p.value = 2^-99, statistic = 5050)
case("differences extreme", "2 * 2^-100, all signs positive", list(d = 1:100), htest(h, NULL))
set.seed(15); d <- round(rnorm(220, .2), 4); h <- wilcox.test(d, exact = TRUE, conf.int = TRUE); w <- sort(outer(d, d, "+")[lower.tri(diag(220), diag = TRUE)] / 2); k <- qsignrank(.025, 220)
case("large sample interval", "wilcox.test(d, exact = TRUE, conf.int = TRUE) and the Walsh averages 20 places beside", list(d = d), list(estimate = h$estimate, low = h$conf.int[1], high = h$conf.int[2], lows = w[k + c(-20, 20)], highs = w[length(w) - k + 1 + c(-20, 20)]))
finish("signed_rank", c("exactRankTests", "coin"))
