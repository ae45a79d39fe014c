# Kaplan–Meier, quantiles, restricted means. Run in this folder: Rscript km.R
suppressMessages(library(survival))
rd <- function(f) read.csv(file.path("..", "survival_data", f), comment.char = "#")
f <- function(x) sprintf("%.17g", x)
out <- list(); add <- function(case, conf, what, time, stat, value) out[[length(out) + 1]] <<- paste(case, conf, what, f(time), stat, f(value), sep = ",")
gehan <- rd("gehan.csv"); aml <- rd("aml.csv"); colon <- rd("colon.csv"); lung <- rd("lung.csv"); heart <- rd("heart.csv")
hand <- data.frame(time = c(9, 2, 5, 2, 5, 7, 7, 3), status = c(0, 1, 1, 1, 0, 1, 1, 0))     # unsorted, tied
half <- data.frame(time = 1:8, status = c(1, 0, 1, 1, 0, 0, 1, 0))
level <- data.frame(time = c(1, 2, 3, 4, 5, 6), status = c(1, 1, 1, 0, 0, 0))                # level at exactly 0.5 to the end
level2 <- data.frame(time = c(1, 2, 3, 4, 5, 6), status = c(1, 1, 1, 0, 1, 1))
one <- data.frame(time = 5, status = 1)
censored <- data.frame(time = c(3, 1, 2), status = 0)
cases <- list(gehan1 = gehan[gehan$group == 1, ], gehan2 = gehan[gehan$group == 2, ], aml1 = aml[aml$group == 1, ], aml2 = aml[aml$group == 2, ],
  colon = data.frame(time = colon$rtime, status = colon$rstatus), lung = lung, hand = hand, half = half, level = level, level2 = level2, one = one, censored = censored)
for (nm in names(cases)) { d <- cases[[nm]]
  for (ct in c("plain", "log", "log-log", "arcsin")) {
    fit <- survfit(Surv(time, status) ~ 1, data = d, conf.type = ct)
    if (nm != "colon" || ct == "log-log") for (i in seq_along(fit$time)) {
      if (ct == "plain") { add(nm, ct, "curve", fit$time[i], "n.risk", fit$n.risk[i]); add(nm, ct, "curve", fit$time[i], "n.event", fit$n.event[i])
        add(nm, ct, "curve", fit$time[i], "n.censor", fit$n.censor[i]); add(nm, ct, "curve", fit$time[i], "estimate", fit$surv[i]) }
      s <- summary(fit, censored = TRUE)
      if (ct == "plain") add(nm, ct, "curve", fit$time[i], "std.error", s$std.err[i])
      add(nm, ct, "curve", fit$time[i], "conf.low", s$lower[i]); add(nm, ct, "curve", fit$time[i], "conf.high", s$upper[i]) }
    q <- quantile(fit, c(.25, .5, .75))
    for (k in 1:3) { p <- c(.25, .5, .75)[k]; add(nm, ct, "quantile", p, "estimate", q$quantile[k]); add(nm, ct, "quantile", p, "conf.low", q$lower[k]); add(nm, ct, "quantile", p, "conf.high", q$upper[k]) }
  }
  fit <- survfit(Surv(time, status) ~ 1, data = d, conf.type = "log")
  tt <- quantile(d$time, c(.2, .45, .9), type = 1); tt <- unique(as.numeric(tt)) + c(0, .5, 0)[seq_along(unique(tt))]; tt <- sort(tt[tt <= max(d$time)])
  s <- summary(fit, times = tt)
  for (i in seq_along(s$time)) { add(nm, "log", "at", s$time[i], "n.risk", s$n.risk[i]); add(nm, "log", "at", s$time[i], "n.event", s$n.event[i]); add(nm, "log", "at", s$time[i], "n.censor", s$n.censor[i])
    add(nm, "log", "at", s$time[i], "estimate", s$surv[i]); add(nm, "log", "at", s$time[i], "std.error", s$std.err[i]) }
  for (tau in unique(c(median(d$time), max(d$time)))) { tb <- summary(fit, rmean = tau)$table; add(nm, "log", "rmst", tau, "estimate", tb[["rmean"]]); add(nm, "log", "rmst", tau, "std.error", tb[["se(rmean)"]]) }
  rev <- survfit(Surv(time, 1 - status) ~ 1, data = d, conf.type = "log-log"); q <- quantile(rev, .5)
  add(nm, "log-log", "reverse", .5, "estimate", q$quantile); add(nm, "log-log", "reverse", .5, "conf.low", q$lower); add(nm, "log-log", "reverse", .5, "conf.high", q$upper)
}
fit <- survfit(Surv(start, stop, status) ~ 1, data = heart, conf.type = "log-log"); s <- summary(fit, censored = TRUE)
for (i in seq_along(fit$time)) { add("heart", "log-log", "curve", fit$time[i], "n.risk", fit$n.risk[i]); add("heart", "log-log", "curve", fit$time[i], "estimate", fit$surv[i]); add("heart", "log-log", "curve", fit$time[i], "std.error", s$std.err[i]) }
writeLines(c(sprintf("# R %s, survival %s; survfit, quantile.survfit, summary.survfit", getRversion(), packageVersion("survival")), "case,conf,what,time,stat,value", unlist(out)), "km.csv")
