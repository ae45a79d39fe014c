# Conditional survival: survfit of those still at risk. Run in this folder: Rscript conditional.R
suppressMessages(library(survival))
rd <- function(f) read.csv(file.path("..", "survival_data", f), comment.char = "#")
f <- function(x) sprintf("%.17g", x)
out <- list(); add <- function(...) out[[length(out) + 1]] <<- paste(..., sep = ",")
lung <- rd("lung.csv"); gehan <- rd("gehan.csv")
cases <- list(lung = list(lung, c(0, 100, 310, 500), c(120, 365, 600, 1022)), gehan2 = list(gehan[gehan$group == 2, ], c(1, 8, 11.5), c(8, 12, 22, 23)))
for (nm in names(cases)) { d <- cases[[nm]][[1]]
  for (given in cases[[nm]][[2]]) for (ct in c("plain", "log", "log-log", "arcsin")) {
    tt <- cases[[nm]][[3]]; tt <- tt[tt > given]; s <- summary(survfit(Surv(time, status) ~ 1, data = d[d$time > given, ], conf.type = ct), times = tt)
    for (i in seq_along(tt)) { add(nm, ct, f(given), f(tt[i]), "estimate", f(s$surv[i])); add(nm, ct, f(given), f(tt[i]), "std.error", f(if (s$surv[i] == 0) NA else s$std.err[i])); add(nm, ct, f(given), f(tt[i]), "n.event", s$n.event[i]); add(nm, ct, f(given), f(tt[i]), "n.censor", s$n.censor[i])
      add(nm, ct, f(given), f(tt[i]), "n.risk", s$n.risk[i]); add(nm, ct, f(given), f(tt[i]), "conf.low", f(if (s$surv[i] %in% 0:1) NA else s$lower[i])); add(nm, ct, f(given), f(tt[i]), "conf.high", f(if (s$surv[i] %in% 0:1) NA else s$upper[i])) } } }
writeLines(c(sprintf("# R %s, survival %s; summary.survfit", getRversion(), packageVersion("survival")), "case,conf,given,time,stat,value", unlist(out)), "conditional.csv")
