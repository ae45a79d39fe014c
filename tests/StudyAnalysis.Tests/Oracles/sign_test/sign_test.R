source("../oracle.R")
sets <- list(plain = c(3, -1, 2, 0, 2, 8), negative = -c(3, 1.5, 2, 4, 2, 8, -1), zeros = c(0, 0, 0, 1, -1, 2, 5, 0, 7), all = 1:9, sleep = sleep$extra[1:10] - sleep$extra[11:20], tail = seq(.5, 60, .5))
for (nm in names(sets)) for (a in c("two.sided", "less", "greater")) for (l in c(.9, .95)) { d <- sets[[nm]]; n <- length(d); s <- sort(d); h <- binom.test(sum(d > 0), sum(d != 0), alternative = a)
  p <- if (a == "two.sided") min(1, 2 * min(pbinom(sum(d > 0), sum(d != 0), .5), pbinom(sum(d > 0) - 1, sum(d != 0), .5, lower.tail = FALSE))) else h$p.value; stopifnot(isTRUE(all.equal(p, h$p.value)))
  sides <- if (a == "two.sided") 2 else 1; k <- max(c(0, which(pbinom(0:(n %/% 2), n, .5) <= (1 - l) / sides)))
  e <- list(statistic = sum(d > 0), p = p, estimate = median(d)); if (k > 0) { e$low <- if (a == "less") "-Inf" else s[k]; e$high <- if (a == "greater") "Inf" else s[n + 1 - k]; e$level <- 1 - sides * pbinom(k - 1, n, .5) }
  case(paste("sign", nm, a, l), "binom.test(sum(d > 0), sum(d != 0)); order statistics by qbinom", list(d = d, alternative = a, level = l), e) }
finish("sign_test")
