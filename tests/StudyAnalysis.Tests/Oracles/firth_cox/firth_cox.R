# Cox with Firth's penalty. Run in this folder: Rscript firth_cox.R
# (1) coxphf 1.13.4 (CRAN; Breslow's ties) at tight convergence; (2) brute force for Efron's ties: the penalised likelihood from coxph's log
# likelihood and information at a fixed beta, its numerical gradient (Richardson) solved to 0, intervals by uniroot on the profile.
suppressMessages({ library(survival); library(coxphf); library(numDeriv) })
rd <- function(f) read.csv(file.path("..", "survival_data", f), comment.char = "#")
f <- function(x) sprintf("%.17g", x)
out <- list(); add <- function(case, index, stat, value) out[[length(out) + 1]] <<- paste(case, index, stat, f(value), sep = ",")
put <- function(case, formula, data, gconv = 1e-9) {         # lung and heart: their score cannot be rounded below 1e-8
  fit <- coxphf(formula, data = data, maxit = 300, maxhs = 5, epsilon = 1e-9, gconv = gconv)
  for (k in seq_along(fit$coefficients)) { add(case, k, "estimate", fit$coefficients[k]); add(case, k, "std.error", sqrt(fit$var[k, k])); add(case, k, "p.value", fit$prob[k])
    add(case, k, "conf.low", fit$ci.lower[k]); add(case, k, "conf.high", fit$ci.upper[k]) }
  add(case, 0, "lr", 2 * diff(fit$loglik)) }
aml <- rd("aml.csv"); gehan <- rd("gehan.csv"); lung <- rd("lung.csv"); heart <- rd("heart.csv"); breast <- rd("breast.csv")
sep <- data.frame(time = c(3, 5, 7, 8, 10, 11, 14, 15), status = c(1, 1, 1, 0, 1, 0, 0, 0), x = c(1, 1, 1, 1, 1, 0, 0, 0), y = c(.3, 1.2, -.4, .8, 0, .5, -1, .9))
tied <- data.frame(time = c(2, 2, 3, 3, 3, 5, 6, 6, 8, 9), status = c(1, 1, 1, 1, 0, 0, 1, 1, 0, 0), x = c(1, 1, 1, 0, 0, 1, 1, 1, 0, 0), y = c(.1, .9, .4, -.2, .7, .6, -.3, 1.1, .2, -.5))
put("breast-breslow", Surv(time, status) ~ t + n + g + cd, breast)
put("aml-breslow", Surv(time, status) ~ group, aml); put("gehan-breslow", Surv(time, status) ~ group, gehan)
put("lung-breslow", Surv(time, status) ~ age + ecog + loss, lung, 1e-7)
put("sep-breslow", Surv(time, status) ~ x + y, sep); put("tied-breslow", Surv(time, status) ~ x + y, tied)
put("heart-breslow", Surv(start, stop, status) ~ age + surgery, heart, 1e-7)

pll <- function(formula, data, ties) function(b) { fit <- suppressWarnings(coxph(formula, data = data, ties = ties, init = b, control = coxph.control(iter.max = 0)))
  fit$loglik[1] + .5 * determinant(solve(fit$var))$modulus[[1]] }
solve0 <- function(l, b) { for (i in 1:60) { g <- grad(l, b); h <- hessian(l, b); s <- -solve(h, g); b <- b + s * min(1, 1 / max(abs(s))); if (max(abs(s)) < 1e-10) break }; b }
brute <- function(case, formula, data, ties, p) { l <- pll(formula, data, ties); b <- solve0(l, rep(0, p)); top <- l(b)
  prof <- function(k) function(v) if (p == 1) l(v) else { g <- function(o) { x <- b; x[k] <- v; x[-k] <- o; l(x) }; g(solve0(g, b[-k])) }
  for (k in seq_len(p)) { add(case, k, "estimate", b[k]); pk <- prof(k); add(case, k, "p.value", pchisq(2 * (top - pk(0)), 1, lower.tail = FALSE))
    for (d in c(-1, 1)) { e <- uniroot(function(v) pk(v) - top + qchisq(.95, 1) / 2, sort(b[k] + d * c(0, 6)), tol = 1e-11, extendInt = "no")$root; add(case, k, if (d < 0) "conf.low" else "conf.high", exp(e)) } }
  add(case, 0, "lr", 2 * (top - l(rep(0, p)))); add(case, 0, "loglik", top) }
brute("sep-efron", Surv(time, status) ~ x + y, sep, "efron", 2)
brute("tied-efron", Surv(time, status) ~ x + y, tied, "efron", 2)
brute("aml-efron", Surv(time, status) ~ group, aml, "efron", 1)
writeLines(c(sprintf("# R %s, survival %s, coxphf %s, numDeriv %s", getRversion(), packageVersion("survival"), packageVersion("coxphf"), packageVersion("numDeriv")), "case,index,stat,value", unlist(out)), "firth_cox.csv")
