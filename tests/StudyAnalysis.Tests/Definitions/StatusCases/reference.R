# Status that is not known, and deaths without a date: who is left out, and the numbers of the others. R 4.2.2, survival 3.5-3.
# Run in this folder: Rscript reference.R > reference.csv
suppressPackageStartupMessages(library(survival))
d <- lung; d$dead <- d$status == 2; d$sex <- factor(d$sex, 1:2, c("male", "female"))
cat("case,level,name,value\n")
say <- function(case, level, name, value) cat(sprintf("%s,%s,%s,%.17g\n", case, level, name, value))
km <- function(case, level, x) {
  f <- survfit(Surv(time, dead) ~ 1, x, conf.type = "log-log"); q <- quantile(f, 0.5)
  say(case, level, "n", nrow(x)); say(case, level, "n.event", sum(x$dead))
  say(case, level, "median", q$quantile); say(case, level, "median.conf.low", q$lower); say(case, level, "median.conf.high", q$upper)
  f
}
u <- d[-(1:10), ]                                    # unknown-status: the status of the first ten is not known
f <- km("unknown-status", "", u)
for (t in c(365, 730)) { s <- summary(f, times = t); say("unknown-status", t, "estimate", s$surv); say("unknown-status", t, "conf.low", s$lower); say("unknown-status", t, "conf.high", s$upper) }
say("unknown-status", "reverse", "median", quantile(survfit(Surv(time, !dead) ~ 1, u), 0.5)$quantile)
i <- seq_len(nrow(d)) - 1                            # dead-without-date: every third row, where it is a death, 40 in all
k <- !(i %in% head(i[d$dead & i %% 3 == 1], 40))
x <- d[k, ]
for (g in levels(x$sex)) km("dead-without-date", g, x[x$sex == g, ])
l <- survdiff(Surv(time, dead) ~ sex, x); say("dead-without-date", "", "chisq", l$chisq)
