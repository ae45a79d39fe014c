# Accelerated failure time models: survival::survreg at tight convergence. Run in this folder: Rscript aft.R
suppressMessages(library(survival))
rd <- function(f) read.csv(file.path("..", "survival_data", f), comment.char = "#")
f <- function(x) sprintf("%.17g", x)
out <- list(); add <- function(case, dist, stat, index, value) out[[length(out) + 1]] <<- paste(case, dist, stat, index, f(value), sep = ",")
ctl <- survreg.control(rel.tolerance = 1e-14, toler.chol = 1e-14, iter.max = 200)
gehan <- rd("gehan.csv"); gehan$g <- as.integer(gehan$group == 2); lung <- rd("lung.csv"); cos <- rd("cosmesis.csv"); cos$g <- as.integer(cos$treatment == 2); kidney <- rd("kidney.csv")
mixed <- data.frame(lower = c(0, 2, 3, 3, 1, 5, 5, 4, 2, 0, 7, 1.5), upper = c(2, 4, 3, 3, 3, Inf, 6, 5, 2, 1, Inf, 1.5), x = c(1, 0, 2, 1, 0, 3, 1, 2, 0, 1, 3, 0))
iv <- function(l, u) Surv(ifelse(l > 0, l, NA), ifelse(is.finite(u), u, NA), type = "interval2")
ex <- function(t, s) iv(t, ifelse(s == 1, t, Inf))
cases <- list(gehan = list(ex(gehan$time, gehan$status), gehan["g"]), gehan0 = list(ex(gehan$time, gehan$status), NULL), lung = list(ex(lung$time, lung$status), lung[c("age", "sex", "ecog", "loss")]),
  cosmesis = list(iv(cos$left, cos$right), cos["g"]), mixed = list(iv(mixed$lower, mixed$upper), mixed["x"]),
  kidney = list(ex(kidney$time, kidney$status), kidney[c("age", "sex")], kidney$id))
for (nm in names(cases)) for (dist in c("weibull", "exponential", "lognormal", "loglogistic")) { cs <- cases[[nm]]; y <- cs[[1]]
  d <- if (is.null(cs[[2]])) data.frame(row.names = seq_len(nrow(y))) else cs[[2]]; d$y <- y
  fm <- if (is.null(cs[[2]])) y ~ 1 else reformulate(names(cs[[2]]), "y")
  fit <- if (length(cs) > 2) { d$id <- cs[[3]]; survreg(fm, d, dist = dist, control = ctl, robust = TRUE, cluster = id) } else survreg(fm, d, dist = dist, control = ctl)
  v <- if (is.null(fit$naive.var)) fit$var else fit$naive.var; e <- c(coef(fit), if (dist != "exponential") log(fit$scale))
  for (k in seq_along(e)) { add(nm, dist, "estimate", k, e[k]); add(nm, dist, "se", k, sqrt(v[k, k])); if (!is.null(fit$naive.var)) add(nm, dist, "robust", k, sqrt(fit$var[k, k]))
    z <- e[k] / sqrt(fit$var[k, k]); add(nm, dist, "p", k, 2 * pnorm(-abs(z))); add(nm, dist, "low", k, e[k] - qnorm(.975) * sqrt(fit$var[k, k])); add(nm, dist, "high", k, e[k] + qnorm(.975) * sqrt(fit$var[k, k])) }
  add(nm, dist, "cov", 1, fit$var[1, ncol(fit$var)]); add(nm, dist, "loglik", 0, fit$loglik[2]); if (!is.null(cs[[2]])) { add(nm, dist, "loglik0", 0, fit$loglik[1]); add(nm, dist, "lr", 0, 2 * diff(fit$loglik))
    add(nm, dist, "lrp", 0, pchisq(2 * diff(fit$loglik), ncol(cs[[2]]), lower.tail = FALSE)) }
  for (p in c(.1, .5, .9)) { q <- predict(fit, d[2, , drop = FALSE], type = "uquantile", p = p, se.fit = TRUE)
    add(nm, dist, "quantile", p, exp(q$fit)); add(nm, dist, "qlow", p, exp(q$fit - qnorm(.975) * q$se.fit)); add(nm, dist, "qhigh", p, exp(q$fit + qnorm(.975) * q$se.fit)) }
  t0 <- 7; z <- (log(t0) - predict(fit, d[2, , drop = FALSE], type = "lp")) / fit$scale; S <- switch(dist, weibull = , exponential = function(z) exp(-exp(z)), lognormal = function(z) pnorm(z, lower.tail = FALSE), loglogistic = function(z) plogis(z, lower.tail = FALSE))
  g <- c(-model.matrix(fit)[2, ] / fit$scale, if (dist != "exponential") -z); s <- sqrt(drop(g %*% fit$var %*% g)); add(nm, dist, "survival", t0, S(z)); add(nm, dist, "slow", t0, S(z + qnorm(.975) * s)); add(nm, dist, "shigh", t0, S(z - qnorm(.975) * s)) }
writeLines(c(sprintf("# R %s, survival %s; survreg", getRversion(), packageVersion("survival")), "case,dist,stat,index,value", unlist(out)), "aft.csv")
