# Residuals, predicted curves, profile intervals and tests of single coefficients. Run in this folder: Rscript residuals.R
suppressMessages(library(survival))
rd <- function(f) read.csv(file.path("..", "survival_data", f), comment.char = "#")
f <- function(x) sprintf("%.17g", x)
out <- list(); add <- function(...) out[[length(out) + 1]] <<- paste(..., sep = ",")
ctl <- coxph.control(eps = 1e-13, toler.chol = 1e-14, iter.max = 60, timefix = FALSE)
lung <- rd("lung.csv"); heart <- rd("heart.csv"); gehan <- rd("gehan.csv")
models <- list(lung = list(Surv(time, status) ~ age + sex + ecog + loss, lung), lungstrata = list(Surv(time, status) ~ age + loss + ecog + strata(sex), lung),
  heart = list(Surv(start, stop, status) ~ age + year + surgery + transplant, heart), gehan = list(Surv(time, status) ~ I(group == 2), gehan))
for (nm in names(models)) for (ties in c("efron", "breslow", "exact")) { if (ties == "exact" && nm != "gehan" ) next
  fm <- models[[nm]][[1]]; d <- models[[nm]][[2]]; fit <- coxph(fm, d, ties = ties, control = ctl, x = TRUE); case <- paste0(nm, "-", ties); p <- length(coef(fit)); rows <- unique(round(seq(1, nrow(d), length.out = 9)))
  X <- fit$x; colnames(X) <- paste0("z", 1:p); st <- if (nm == "lungstrata") strata(d$sex) else factor(rep(1, nrow(d))); y <- fit$y
  for (k in 1:p) { full <- fit$loglik[2]
    held <- function(b) { o <- b * X[, k]; if (p == 1) coxph(y ~ offset(o), ties = ties, control = ctl)$loglik[1] else { Z <- X[, -k, drop = FALSE]; (if (nm == "lungstrata") coxph(y ~ Z + strata(st) + offset(o), ties = ties, control = ctl) else coxph(y ~ Z + offset(o), ties = ties, control = ctl))$loglik[2] } }
    add(case, "lr", k, 0, f(2 * (full - held(0)))); se <- sqrt(fit$var[k, k]); q <- qchisq(.95, 1) / 2
    for (s in c(-1, 1)) { r <- uniroot(function(b) full - held(b) - q, coef(fit)[k] + s * se * c(1, 3.5), tol = 1e-13)$root; add(case, "profile", k, s, f(exp(r))) } }
  if (ties == "exact") next
  for (type in c("deviance", "score", "dfbeta", "dfbetas")) { r <- as.matrix(residuals(fit, type)); for (k in seq_len(ncol(r))) { for (i in rows) add(case, type, k, i, f(r[i, k])); add(case, type, k, 0, f(sum(r[, k]^2))) } }
  nd <- d[3, ]; for (ct in c("plain", "log", "log-log", "arcsin")) { s <- survfit(fit, newdata = nd, conf.type = ct, censor = FALSE); i <- unique(round(seq(1, length(s$time), length.out = 6)))
    if (nm == "lungstrata") { s <- survfit(fit, newdata = d[which(d$sex == 2)[1], ], conf.type = ct, censor = FALSE); i <- unique(round(seq(1, length(s$time), length.out = 6))) }
    for (j in i) { if (ct == "plain") { add(case, "cumhaz", f(s$time[j]), ct, f(s$cumhaz[j])); add(case, "stderr", f(s$time[j]), ct, f(s$std.err[j])); add(case, "surv", f(s$time[j]), ct, f(s$surv[j])) }
      add(case, "low", f(s$time[j]), ct, f(s$lower[j])); add(case, "high", f(s$time[j]), ct, f(s$upper[j])) } } }
writeLines(c(sprintf("# R %s, survival %s; residuals.coxph, survfit.coxph, profile by coxph with offset", getRversion(), packageVersion("survival")), "case,what,index,row,value", unlist(out)), "residuals.csv")
