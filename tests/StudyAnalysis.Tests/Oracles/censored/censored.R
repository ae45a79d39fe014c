source("../oracle.R")
suppressPackageStartupMessages(library(survival))
tight <- survreg.control(maxiter = 200, rel.tolerance = 1e-15, toler.chol = 1e-14)
fitted <- function(m) { s <- sqrt(diag(vcov(m))); p <- length(coef(m)); b <- unname(coef(m)); q <- qnorm(.975)
  list(b = b, se = unname(s[1:p]), sigma = m$scale, selog = unname(s[p + 1]), low = b - q * unname(s[1:p]), high = b + q * unname(s[1:p]), loglik = m$loglik[2], p = 2 * pnorm(-abs(b / unname(s[1:p])))) }
# domain.md K: survival::tobin
m <- survreg(Surv(durable, durable > 0, type = "left") ~ age + quant, tobin, dist = "gaussian", control = tight)
case("fit tobin", "survreg(Surv(durable, durable > 0, type = 'left') ~ age + quant, dist = 'gaussian')", list(y = tobin$durable, below = tobin$durable == 0, x = list(tobin$age, tobin$quant)), fitted(m))
set.seed(31); n <- 40; x <- round(rnorm(n), 2); g <- rep(0:1, 20); y <- round(2 + .5 * x + .3 * g + rnorm(n, 0, .7), 3); lim <- rep(c(1.5, 1.9), c(25, 15)); below <- y < lim; z <- ifelse(below, lim, y)
m <- survreg(Surv(z, !below, type = "left") ~ x + g, dist = "gaussian", control = tight)
case("fit two limits", "survreg(Surv(z, !below, type = 'left') ~ x + g, dist = 'gaussian')", list(y = z, below = below, x = list(x, g)), fitted(m))
for (k in c(0, 1, 2)) { z2 <- list(z, y, pmax(z, 2.6))[[k + 1]]; b2 <- list(below, rep(FALSE, n), y < 2.6)[[k + 1]]; m <- survreg(Surv(z2, !b2, type = "left") ~ 1, dist = "gaussian", control = tight)
  case(paste("fit sample", k), "survreg(Surv(z, !below, type = 'left') ~ 1, dist = 'gaussian')", list(y = z2, below = b2, x = list()), fitted(m)) }
# turned Kaplan-Meier
km <- list(mixed = list(c(3, 5, 5, 2, 8, 2, 1, 9, 4), c(F, F, F, T, F, F, T, F, F)), exact = list(c(1, 2, 3, 4), c(F, F, F, F)), ties = list(c(2, 2, 2, 3, 3, 4, 6, 7), c(T, T, F, F, T, F, F, F)), cohort = list(z, below))
for (nm in names(km)) for (p in c(.25, .5, .75)) { v <- km[[nm]][[1]]; b <- km[[nm]][[2]]; q <- -unname(quantile(survfit(Surv(-v + 100, !b) ~ 1), 1 - p, conf.int = FALSE)) + 100
  if (!is.na(q)) case(paste("quantile", nm, p), "-quantile(survfit(Surv(-x, !below) ~ 1), 1 - p)", list(v = v, below = b, p = p), list(q = q)) }
# Rubin's rules with Barnard and Rubin's df, written out as mice::pool.scalar
pool <- function(Q, U, k, l = .95, a = "two.sided") { m <- length(Q); W <- mean(U); B <- var(Q); T <- W + (1 + 1 / m) * B; lam <- (1 + 1 / m) * B / T; old <- (m - 1) / lam^2; obs <- (k + 1) / (k + 3) * k * (1 - lam); df <- if (is.infinite(k)) old else old * obs / (old + obs)
  t <- mean(Q) / sqrt(T); h <- qt((1 + l) / 2, df) * sqrt(T); list(estimate = mean(Q), se = sqrt(T), df = df, statistic = t, p = 2 * pt(-abs(t), df), low = mean(Q) - h, high = mean(Q) + h) }
case("pool finite", "mice::pool.scalar, written out", list(Q = c(1.2, 1.5, 1.1, 1.9, 1.3), U = c(.2, .25, .22, .3, .21), k = 28), pool(c(1.2, 1.5, 1.1, 1.9, 1.3), c(.2, .25, .22, .3, .21), 28))
case("pool infinite", "mice::pool.scalar, written out", list(Q = c(-1.2, -.5, -1.1), U = c(.2, .25, .22), k = "Inf"), pool(c(-1.2, -.5, -1.1), c(.2, .25, .22), Inf))
finish("censored", "survival")
