source("../oracle.R")
suppressPackageStartupMessages({library(mice); library(survival)})
# 1. pooling: the same imputations through mice::pool
imp <- mice(nhanes, m = 6, seed = 5, printFlag = FALSE); fits <- with(imp, lm(chl ~ age + bmi)); s <- summary(pool(fits), conf.int = TRUE); p <- pool(fits)$pooled
Q <- sapply(fits$analyses, coef); U <- sapply(fits$analyses, function(f) diag(vcov(f)))
for (j in 1:3) case(paste("pool nhanes", j), "summary(mice::pool(with(imp, lm(chl ~ age + bmi))))", list(Q = Q[j, ], U = U[j, ], k = fits$analyses[[1]]$df.residual),
  list(estimate = s$estimate[j], se = s$std.error[j], statistic = s$statistic[j], df = s$df[j], p = s$p.value[j], low = s[j, "2.5 %"], high = s[j, "97.5 %"], within = p$ubar[j], between = p$b[j], riv = p$riv[j], fmi = p$fmi[j]))
# 2. distribution of the draws: m large, each number with its Monte Carlo error
set.seed(20); n <- 120; x <- round(rnorm(n), 2); z <- round(.5 * x + rnorm(n), 2); y <- round(2 + x + .5 * z + rnorm(n), 2); b <- rbinom(n, 1, plogis(.8 * x)); o <- as.integer(cut(.9 * x + rlogis(n), c(-Inf, -1, 1, Inf)))
miss <- runif(n) < plogis(-1 + .8 * x); m <- 400
run <- function(v, method) { d <- data.frame(x, z, v); d$v[miss] <- NA; if (method != "pmm") d$v <- factor(d$v, ordered = method == "polr"); i <- mice(d, m = m, maxit = 1, method = c("", "", method), seed = 8, printFlag = FALSE)
  num <- sapply(1:m, function(k) as.numeric(as.character(complete(i, k)$v))); q <- colMeans(num[miss, ]); r <- apply(num[miss, ], 2, function(u) cov(u, x[miss])); top <- colMeans(num[miss, ] == max(v)); list(mean = mean(q), meansd = sd(q), cov = mean(r), covsd = sd(r), top = mean(top), topsd = sd(top)) }
inp <- function(v) list(x = x, z = z, v = v, miss = miss, m = m)
case("draws pmm", "mice(method = 'pmm', m = 400)", inp(y), run(y, "pmm")); case("draws logreg", "mice(method = 'logreg', m = 400)", inp(b), run(b, "logreg")); case("draws polr", "mice(method = 'polr', m = 400)", inp(o), run(o, "polr"))
# two incomplete variables, several rounds
m2 <- runif(n) < .25; d <- data.frame(x, z, y, b = factor(b)); d$y[miss] <- NA; d$b[m2] <- NA; i <- mice(d, m = m, maxit = 8, method = c("", "", "pmm", "logreg"), seed = 9, printFlag = FALSE)
est <- sapply(1:m, function(k) { cc <- complete(i, k); f <- lm(y ~ x + z + b, cc); c(coef(f)[["x"]], coef(f)[["b1"]]) })
case("chained", "mice(method = c('pmm', 'logreg'), m = 400, maxit = 8), lm(y ~ x + z + b)", list(x = x, z = z, y = y, b = b, miss = miss, m2 = m2, m = m), list(est = rowMeans(est), sd = apply(est, 1, sd)))
# below a limit: parameters from survreg's normal approximation, truncated normal written out
lim <- 1.5; below <- y < lim; yy <- ifelse(below, lim, y); f <- survreg(Surv(yy, !below, type = "left") ~ x + z, dist = "gaussian"); set.seed(3); th <- MASS::mvrnorm(4000, c(coef(f), log(f$scale)), vcov(f))
mu <- th[, 1:3] %*% rbind(1, x[below], z[below]); s <- exp(th[, 4]); a <- (lim - mu) / s; e <- rowMeans(mu - s * dnorm(a) / pnorm(a)); case("draws below", "survreg, E(Y | Y < limit) over 4000 draws of the parameters", list(x = x, z = z, y = yy, below = below), list(mean = mean(e), meansd = sd(e)))
finish("imputation", c("mice", "survival"))
