source("../oracle.R")
# k-th smallest to k-th largest, k from the binomial: the sign test inverted. Level achieved = 1 - sides * P(X <= k - 1).
set.seed(31)
samples <- list(six = c(4, 1, 9, 2, 7, 5), ties = c(3, 3, 3, 1, 8, 8, 2, 10, 3), even = c(2.5, -1, 0, 7, 7, 7, 12, 3, 3, 5), skewed = round(exp(rnorm(40)), 2), large = round(rnorm(501, 5), 3))
for (nm in names(samples)) for (a in c("two.sided", "less", "greater")) for (l in c(.9, .95)) {
  x <- samples[[nm]]; n <- length(x); s <- sort(x); sides <- if (a == "two.sided") 2 else 1; al <- (1 - l) / sides
  k <- max(c(0, which(pbinom(0:(n %/% 2), n, .5) <= al)))     # largest k with P(X <= k - 1) <= al
  if (k == 0) next
  # the same ends by inverting the test itself: theta is inside when neither tail of the sign test is at most al
  inside <- function(t) pbinom(sum(x > t), n, .5) > al & pbinom(sum(x < t), n, .5) > al
  if (a == "two.sided") { u <- sort(unique(x)); mid <- (head(u, -1) + tail(u, -1)) / 2; keep <- mid[sapply(mid, inside)]; stopifnot(s[k] <= min(keep), s[n + 1 - k] >= max(keep), !any(mid < s[k] & sapply(mid, inside)), !any(mid > s[n + 1 - k] & sapply(mid, inside))) }
  case(paste("median", nm, a, l), "median(x); sort(x)[c(k, n + 1 - k)], pbinom", list(x = x, alternative = a, level = l),
       list(estimate = median(x), low = if (a == "less") "-Inf" else s[k], high = if (a == "greater") "Inf" else s[n + 1 - k], level = 1 - sides * pbinom(k - 1, n, .5)))
}
finish("median")
