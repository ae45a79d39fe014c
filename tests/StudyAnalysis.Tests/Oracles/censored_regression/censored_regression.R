source("../oracle.R")
suppressPackageStartupMessages(library(survival))
tight <- survreg.control(maxiter = 500, rel.tolerance = 1e-15, toler.chol = 1e-14)
set.seed(41); n <- 60; x <- round(rnorm(n), 2); g <- rep(0:1, n / 2); z <- round(exp(1 + .4 * x - .3 * g + rnorm(n, 0, .6)), 2)
lo <- z; hi <- z; k <- rep(1:4, n / 4)
lo[k == 2 & z < 2.5] <- NA; hi[k == 2 & z < 2.5] <- 2.5; lo[k == 3 & z > 3] <- 3; hi[k == 3 & z > 3] <- NA; i <- k == 4; lo[i] <- floor(z[i]); hi[i] <- floor(z[i]) + 1; lo[i & lo == 0] <- NA
put <- function(name, lo, hi, x, dist, scale = 1) { s <- Surv(lo, hi, type = "interval2"); d <- as.data.frame(do.call(cbind, x)); m <- if (length(x)) survreg(s ~ ., d, dist = dist, control = tight) else survreg(s ~ 1, dist = dist, control = tight)
  m <- if (length(x)) survreg(s ~ ., d, dist = dist, control = tight, init = c(coef(m), log(m$scale))) else m
  se <- sqrt(diag(vcov(m))); p <- length(coef(m)); b <- coef(m); q <- qnorm(.975)
  case(name, paste0("survreg(Surv(lower, upper, type = 'interval2') ~ x, dist = '", dist, "')"), list(lower = ifelse(is.na(lo), "-Inf", lo), upper = ifelse(is.na(hi), "Inf", hi), x = unname(x), dist = dist),
    list(b = b, se = se[1:p], p = 2 * pnorm(-abs(b / se[1:p])), low = b - q * se[1:p], high = b + q * se[1:p], sigma = m$scale, selog = se[p + 1], loglik = m$loglik[2], cov = vcov(m)[1, p + 1])) }
put("fit mixed gaussian", lo, hi, list(x, g), "gaussian"); put("fit mixed lognormal", lo, hi, list(x, g), "lognormal")
put("fit right lognormal", pmin(z, 4), ifelse(z > 4, NA, z), list(x), "lognormal"); put("fit right gaussian", pmin(z, 4), ifelse(z > 4, NA, z), list(x, 1000 * g), "gaussian")
put("fit left lognormal", ifelse(z < 2, NA, z), pmax(z, 2), list(), "lognormal")
put("fit intervals only", floor(z * 2) / 2 + .001, floor(z * 2) / 2 + .5, list(x), "lognormal")
put("fit tobin", ifelse(tobin$durable > 0, tobin$durable, NA), tobin$durable, list(tobin$age, tobin$quant), "gaussian")
put("fit ovarian", ovarian$futime, ifelse(ovarian$fustat == 1, ovarian$futime, NA), list(ovarian$age, ovarian$rx), "lognormal")
finish("censored_regression", "survival")
