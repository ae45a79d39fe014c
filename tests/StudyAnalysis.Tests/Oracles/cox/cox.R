# Cox models with survival::coxph at tight convergence. Run in this folder: Rscript cox.R
suppressMessages(library(survival))
rd <- function(f) read.csv(file.path("..", "survival_data", f), comment.char = "#")
f <- function(x) sprintf("%.17g", x)
out <- list(); add <- function(case, what, index, stat, value) out[[length(out) + 1]] <<- paste(case, what, index, stat, f(value), sep = ",")
ctl <- coxph.control(eps = 1e-13, toler.chol = 1e-14, iter.max = 60, timefix = FALSE)
gehan <- rd("gehan.csv"); aml <- rd("aml.csv"); colon <- rd("colon.csv"); lung <- rd("lung.csv"); heart <- rd("heart.csv"); kidney <- rd("kidney.csv"); bmt <- rd("bmt.csv")
colon <- colon[!is.na(colon$nodes), ]; colon$lev <- as.integer(colon$arm == 1); colon$lev5 <- as.integer(colon$arm == 2)
hand <- data.frame(time = c(1, 1, 6, 6, 8, 9), status = c(1, 0, 1, 1, 0, 1), x = c(1, 1, 1, 0, 0, 0))
lung$off <- .3 * lung$loss / 10; lung$i2 <- lung$inst %% 3
bmt$relapse <- as.integer(bmt$cause == 1); bmt$low <- as.integer(bmt$group == 2); bmt$high <- as.integer(bmt$group == 3)
put <- function(case, formula, data, ties, zph = TRUE, ...) {
  fit <- do.call("coxph", c(list(formula, data = data, ties = ties, control = ctl, x = TRUE, y = TRUE, model = TRUE), list(...)))
  naive <- if (is.null(fit$naive.var)) fit$var else fit$naive.var
  robust <- !is.null(fit$naive.var)
  for (k in seq_along(coef(fit))) {
    add(case, "coef", k, "estimate", coef(fit)[k]); add(case, "coef", k, "std.error", sqrt(naive[k, k]))
    if (robust) add(case, "coef", k, "robust.se", sqrt(fit$var[k, k]))
    z <- coef(fit)[k] / sqrt(fit$var[k, k]); add(case, "coef", k, "statistic", z); add(case, "coef", k, "p.value", 2 * pnorm(-abs(z)))
    add(case, "coef", k, "conf.low", exp(coef(fit)[k] - qnorm(.975) * sqrt(fit$var[k, k]))); add(case, "coef", k, "conf.high", exp(coef(fit)[k] + qnorm(.975) * sqrt(fit$var[k, k]))) }
  add(case, "model", 0, "loglik.null", fit$loglik[1]); add(case, "model", 0, "loglik", fit$loglik[2])
  lr <- 2 * diff(fit$loglik); df <- length(coef(fit)); add(case, "model", 0, "lr", lr); add(case, "model", 0, "lr.p", pchisq(lr, df, lower.tail = FALSE))
  add(case, "model", 0, "wald", drop(coef(fit) %*% solve(fit$var, coef(fit)))); add(case, "model", 0, "score", fit$score)
  if (zph) for (tr in c("km", "identity", "rank", "log")) { if (tr == "log" && any(fit$y[, ncol(fit$y) - 1] <= 0)) next
    tb <- cox.zph(fit, transform = tr, terms = FALSE)$table; for (k in seq_len(nrow(tb))) add(case, paste0("zph-", tr), if (k == nrow(tb)) 0 else k, "statistic", tb[k, 1]) }
  if (ties != "exact") { m <- residuals(fit, "martingale"); for (i in unique(round(seq(1, nrow(data), length.out = 12)))) add(case, "martingale", i, "residual", m[i])
    add(case, "martingale", 0, "sumsq", sum(m^2))
    sc <- as.matrix(residuals(fit, "schoenfeld")); for (k in seq_len(ncol(sc))) { add(case, "schoenfeld", k, "sumsq", sum(sc[, k]^2)); add(case, "schoenfeld", k, "time", sum(sc[, k] * as.numeric(if (is.null(rownames(residuals(fit, "schoenfeld")))) names(residuals(fit, "schoenfeld")) else rownames(sc)))) }
    if (is.null(fit$strata)) { bh <- basehaz(fit, centered = FALSE); if (grepl("offset", case)) bh$hazard <- bh$hazard * exp(-mean(data$off))   # R predicts at the mean offset, we at 0
      add(case, "basehaz", 0, "last", tail(bh$hazard, 1)); add(case, "basehaz", 0, "sum", sum(unique(bh$hazard[bh$hazard > 0]))) } }
  invisible(fit) }
for (ties in c("efron", "breslow", "exact")) {
  if (ties != "exact") put(paste0("hand-", ties), Surv(time, status) ~ x, hand, ties, zph = FALSE)
  put(paste0("gehan-", ties), Surv(time, status) ~ I(group == 2), gehan, ties, zph = ties != "exact")
  put(paste0("aml-", ties), Surv(time, status) ~ I(group == 2), aml, ties, zph = ties != "exact")
  put(paste0("lung-", ties), Surv(time, status) ~ age + sex + ecog + loss, lung, ties, zph = ties != "exact")
  put(paste0("bmt-", ties), Surv(time, relapse) ~ low + high, bmt, ties, zph = ties != "exact") }
put("colon-efron", Surv(rtime, rstatus) ~ lev + lev5 + sex + age + obstruct + adhere + nodes + extent, colon, "efron")
put("colon-breslow", Surv(rtime, rstatus) ~ lev + lev5 + sex + age + obstruct + adhere + nodes + extent, colon, "breslow")
for (ties in c("efron", "breslow")) {
  put(paste0("lungstrata-", ties), Surv(time, status) ~ age + loss + ecog + strata(sex), lung, ties)
  put(paste0("lungoffset-", ties), Surv(time, status) ~ age + sex + offset(off), lung, ties)
  put(paste0("heart-", ties), Surv(start, stop, status) ~ age + year + surgery + transplant, heart, ties)
  put(paste0("heartcluster-", ties), Surv(start, stop, status) ~ age + year + surgery + transplant, heart, ties, zph = FALSE, cluster = quote(id))
  put(paste0("kidney-", ties), Surv(time, status) ~ age + sex, kidney, ties, zph = FALSE, cluster = quote(id))
  put(paste0("lungall-", ties), Surv(time, status) ~ age + loss + strata(sex), lung, ties, zph = FALSE, cluster = quote(i2)) }
put("heartexact-exact", Surv(start, stop, status) ~ age + transplant, heart, "exact", zph = FALSE)
writeLines(c(sprintf("# R %s, survival %s; coxph, cox.zph, residuals.coxph, basehaz", getRversion(), packageVersion("survival")), "case,what,index,stat,value", unlist(out)), "cox.csv")
