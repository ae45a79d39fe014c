# Tail probabilities and quantiles, with base R. Run: Rscript tail.R > tail.csv
f <- function(x) sprintf("%.17g", x)
out <- function(fn, value, a = NA, b = NA, c = NA)
  cat(paste(fn, ifelse(is.na(a), "", f(a)), ifelse(is.na(b), "", f(b)), ifelse(is.na(c), "", f(c)), f(value), sep = ","), sep = "\n", fill = FALSE)
cat(sprintf("# R %s, base stats; %%.17g\n", getRversion()))
cat("function,a,b,c,value\n")
z <- c(-8, -3, -1, 0, .3, 1, 1.959963984540054, 3, 5, 9.3, 12, 20, 37)
for (v in z) { out("NormalUpper", pnorm(v, lower.tail = FALSE), v); cat("\n") }
for (v in z) { out("NormalTwoSided", 2 * pnorm(-abs(v)), v); cat("\n") }
for (df in c(1, 2, 3, 7, 30, 200)) for (x in c(.001, .5, 3, 15, 60, 95, 300, 900)) { out("ChiSquaredUpper", pchisq(x, df, lower.tail = FALSE), x, df); cat("\n") }
for (df in c(1, 1.5, 2, 5, 17.776, 30, 300, 1e4, 1e5)) for (t in c(-4, -.5, .01, .7, 2, 5, 12, 40, 1000)) {
  out("StudentTUpper", pt(t, df, lower.tail = FALSE), t, df); cat("\n"); out("StudentTTwoSided", 2 * pt(-abs(t), df), t, df); cat("\n") }
for (d1 in c(1, 2, 5, 12)) for (d2 in c(1, 4, 20, 250)) for (x in c(.01, .8, 3, 12, 90)) { out("FUpper", pf(x, d1, d2, lower.tail = FALSE), x, d1, d2); cat("\n") }
for (n in c(1, 12, 60, 500)) for (p in c(.001, .3, .5, .97)) for (k in unique(c(1, n %/% 3, n %/% 2, n))) {
  out("BinomialUpper", pbinom(k - 1, n, p, lower.tail = FALSE), k, n, p); cat("\n"); out("BinomialLower", pbinom(k - 1, n, p), k - 1, n, p); cat("\n") }
pr <- c(1e-300, 1e-20, 1e-6, .005, .025, .05, .2, .4999, .5, .7, .975, .999)
for (v in pr) { out("NormalQuantile", qnorm(v), v); cat("\n") }
for (df in c(1, 1.5, 2, 4, 9, 17.776, 100, 1e5)) for (v in pr[-1]) { out("StudentTQuantile", qt(v, df), v, df); cat("\n") }
