source("../oracle.R")
suppressPackageStartupMessages({ library(coin); library(exactRankTests) })
p_of <- function(all, t0) { e <- 1e-9; list(greater = mean(all >= t0 - e), less = mean(all <= t0 + e), two.sided = mean(abs(all) >= abs(t0) - e)) }
a <- c(3, 5, 5, 8, 2, 9); b <- c(1, 3, 3, 5, 2, 6, 0); z <- c(a, b)
d_median <- function(i) median(z[i]) - median(z[-i])
case("medians", "all combn() of the difference of medians", list(a = a, b = b), c(list(statistic = d_median(1:6)), p_of(combn(13, 6, d_median), d_median(1:6))))
ot <- function(alt) pvalue(oneway_test(z ~ factor(rep(1:2, c(6, 7))), distribution = "exact", alternative = alt))
case("means", "coin::oneway_test(distribution = 'exact')", list(a = a, b = b), list(statistic = mean(a) - mean(b), greater = c(ot("greater")), less = c(ot("less")), two.sided = c(ot("two.sided"))))
# Darwin's maize, in eighths of an inch: Fisher (1935), section 21
d <- c(49, -67, 8, 16, 6, 23, 28, 41, 14, 29, 56, 24, 75, 60, -48)
pt <- function(alt) perm.test(d, paired = FALSE, alternative = alt, exact = TRUE)$p.value
case("darwin", "exactRankTests::perm.test(d)", list(d = d), list(statistic = mean(d), greater = pt("greater"), less = pt("less"), two.sided = pt("two.sided")))
x <- c(1, 2, 2, 4, 5, 7, 7); y <- c(2, 1, 3, 3, 6, 5, 9)
perms <- function(v) if (length(v) == 1) matrix(v) else do.call(rbind, lapply(seq_along(v), function(i) cbind(v[i], perms(v[-i]))))
all <- apply(perms(1:7), 1, function(o) cor(x, y[o])); case("correlation", "all 5040 orders of y", list(x = x, y = y), c(list(statistic = cor(x, y)), p_of(all, cor(x, y))))
# too many to enumerate here: R's shift algorithm gives the exact p that random permutations approach
set.seed(4); a <- rpois(25, 12); b <- rpois(22, 9)
q <- function(alt) perm.test(a, b, alternative = alt, exact = TRUE)$p.value
case("poisson", "exactRankTests::perm.test(a, b, exact = TRUE)", list(a = a, b = b), list(statistic = mean(a) - mean(b), greater = q("greater"), less = q("less"), two.sided = q("two.sided")))
finish("permutation", c("coin", "exactRankTests"))
