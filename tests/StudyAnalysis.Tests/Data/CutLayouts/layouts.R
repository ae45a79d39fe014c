# Three layouts of one cohort, simulated and cut by hand: what a data cut must give, without any code of ours.
# R 4.2.2, survival 3.5-3, cmprsk 2.2-11. Run in this folder: Rscript layouts.R  (writes patients.csv, visits.csv, expected.csv)
#
#   visits     a row for each visit, one more for a death; followed to the last visit seen by the cut
#   contact    start, last contact, death; last contact left blank for the dead; followed to the cut when anything was seen after it
#   duration   start, days, status
#   timeless   days, status: no cut can shorten them, the same numbers at every cut
suppressPackageStartupMessages({ library(survival); library(cmprsk) })
tight <- coxph.control(eps = 1e-14, toler.chol = 1e-16, iter.max = 50)
day0 <- as.Date("2020-01-01")
cuts <- as.Date(c("2020-06-30", "2020-12-31", "2021-06-30", "2021-12-31", "2023-12-31"))
n <- 30

simulate <- function(seed) {
  set.seed(seed)
  d <- data.frame(seed = seed, id = seq_len(n), arm = sample(c("a", "b"), n, TRUE), start = sample(0:420, n, TRUE))
  t <- ceiling(rexp(n, ifelse(d$arm == "a", 1 / 260, 1 / 420))); lost <- ceiling(rexp(n, 1 / 600))
  d$time <- pmin(t, lost); d$dead <- t <= lost
  v <- do.call(rbind, lapply(seq_len(n), function(i) {
    day <- seq(60, 900, 60) + sample(-9:9, 15, TRUE); day <- day[day < d$time[i]]
    if (!length(day)) return(NULL)
    data.frame(seed = seed, id = i, day = d$start[i] + day, relapse = runif(length(day)) < 0.12)
  }))
  list(d = d, v = v)
}

out <- NULL
add <- function(layout, seed, cut, name, value) out <<- rbind(out, data.frame(layout, seed, cut = as.character(cut), name, value = as.numeric(value)))

curve <- function(layout, seed, cut, x) {
  add(layout, seed, cut, "n", nrow(x)); add(layout, seed, cut, "n.event", sum(x$e))
  f <- survfit(Surv(t, e) ~ 1, x, conf.type = "log-log"); q <- quantile(f, 0.5)
  add(layout, seed, cut, "median", q$quantile); add(layout, seed, cut, "median.conf.low", q$lower); add(layout, seed, cut, "median.conf.high", q$upper)
  for (u in c(120, 365)) {
    s <- summary(f, times = u, extend = TRUE); known <- u <= max(x$t) || s$surv == 0
    add(layout, seed, cut, paste0("n.risk@", u), s$n.risk)
    # no event yet, or everybody with the event and nobody censored: no variance, and the exact interval of a proportion
    if (known && s$surv == 1) s[c("lower", "upper")] <- binom.test(s$n.risk, s$n.risk)$conf.int
    if (known && s$surv == 0 && all(x$e)) s[c("lower", "upper")] <- binom.test(0, nrow(x))$conf.int
    for (k in c("surv", "lower", "upper")) add(layout, seed, cut, paste0(k, "@", u), if (known) s[[k]] else NA)
  }
  if (min(table(factor(x$arm[x$e], c("a", "b")))) < 2) return(invisible())
  l <- survdiff(Surv(t, e) ~ arm, x); m <- summary(coxph(Surv(t, e) ~ arm, x, control = tight))$coefficients
  add(layout, seed, cut, "logrank", l$chisq); add(layout, seed, cut, "coef", m[1]); add(layout, seed, cut, "se", m[3])
}

cause <- function(seed, cut, d, v) {
  d <- d[d$start <= cut, ]; v <- v[v$day <= cut, ]
  first <- tapply(v$day[v$relapse], factor(v$id[v$relapse], d$id), min); last <- tapply(v$day, factor(v$id, d$id), max)
  death <- ifelse(d$dead & d$start + d$time <= cut, d$start + d$time, NA)
  t <- ifelse(!is.na(first), first, ifelse(!is.na(death), death, last)) - d$start
  s <- ifelse(!is.na(first), 1, ifelse(!is.na(death), 2, 0))
  x <- data.frame(t = as.numeric(t), s = as.numeric(s))[!is.na(t), ]
  add("visits", seed, cut, "n", nrow(x)); add("visits", seed, cut, "n.relapse", sum(x$s == 1)); add("visits", seed, cut, "n.death", sum(x$s == 2))
  if (!all(1:2 %in% x$s)) return(invisible())
  ci <- cuminc(x$t, x$s); over <- sum(timepoints(ci[1:2], max(x$t))$est) > 1 - 1e-9    # nobody was left: the risks stay as they are
  for (u in c(120, 365)) for (k in 1:2) {
    e <- timepoints(ci[k], min(u, max(x$t))); known <- u <= max(x$t) || over
    name <- c("relapse", "death")[k]
    add("visits", seed, cut, paste0(name, "@", u), if (known) e$est else NA)
  }
}

patients <- NULL; visits <- NULL
for (seed in 1:20) {
  s <- simulate(seed); d <- s$d; patients <- rbind(patients, d); visits <- rbind(visits, s$v)
  for (k in seq_along(cuts)) {
    cut <- as.numeric(cuts[k] - day0)
    x <- d[d$start <= cut, ]
    x$e <- x$dead & x$start + x$time <= cut; x$t <- pmin(x$time, cut - x$start)
    curve("contact", seed, cuts[k], x); curve("duration", seed, cuts[k], x)
    cause(seed, cut, d, s$v)
    out$cut[out$layout == "visits" & out$seed == seed & out$cut == as.character(cut)] <- as.character(cuts[k])
  }
  d$e <- d$dead; d$t <- d$time; curve("timeless", seed, "any", d)
}
patients$start <- format(day0 + patients$start); visits$day <- format(day0 + visits$day)
write.csv(patients, "patients.csv", row.names = FALSE, quote = FALSE); write.csv(visits, "visits.csv", row.names = FALSE, quote = FALSE)
out$value <- ifelse(is.na(out$value), "NA", formatC(out$value, digits = 17, format = "g", width = -1))
out$value <- trimws(out$value)
write.csv(out[out$layout != "duration", ], "expected.csv", row.names = FALSE, quote = FALSE)   # duration: the same numbers as contact, line for line
