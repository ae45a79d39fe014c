# Right values for lung.xlsx at four data cuts. R 4.2.2, survival 3.5-3, cmprsk 2.2-11, jsonlite 1.8.4.  Run: Rscript reference.R > reference.json
#
# Rule for a data cut (the last day that is seen):
#   end    = day of death, or of last contact for those alive
#   time   = pmin(end, cut) - start            a patient seen after the cut is followed up to the cut
#   dead   = died, and on or before the cut
#   visits dated after the cut do not exist yet
# coxph stops early by default: a p-value is then right to 7 digits only.
suppressPackageStartupMessages({ library(survival); library(cmprsk); library(jsonlite) })

tight <- coxph.control(eps = 1e-14, toler.chol = 1e-16, iter.max = 50)

d <- lung[, c("time", "status", "age", "sex", "ph.ecog", "wt.loss")]
d$i <- seq_len(nrow(d)) - 1
d$start <- as.Date("2020-01-01") + d$i
d$end <- d$start + d$time
d$died <- d$status == 2
d$sex <- factor(d$sex, 1:2, c("male", "female"))
d$ecog <- factor(d$ph.ecog)

v <- do.call(rbind, lapply(c(90, 180, 360), function(k) {          # the sheet Visits
  r <- d[k < d$time & d$i %% 7 != 0, ]
  data.frame(i = r$i, day = k, date = r$start + k, relapse = (r$i + k) %% 11 == 0)
}))

out <- list()
add <- function(cut, analysis, stat_name, stat, variable = NA, level = NA, time = NA)
  out[[length(out) + 1]] <<- data.frame(cut = cut, analysis = analysis, variable = variable, level = as.character(level),
                                        time = as.numeric(time), stat_name = stat_name, stat = as.numeric(stat))

km <- function(cut, analysis, data, by, times) {
  for (g in levels(factor(data[[by]]))) {
    x <- data[!is.na(data[[by]]) & data[[by]] == g, ]
    f <- survfit(Surv(t, dead) ~ 1, x, conf.type = "log-log")
    add(cut, analysis, "n", nrow(x), by, g); add(cut, analysis, "n.event", sum(x$dead), by, g)
    q <- quantile(f, 0.5)
    add(cut, analysis, "median", q$quantile, by, g)
    add(cut, analysis, "median.conf.low", q$lower, by, g); add(cut, analysis, "median.conf.high", q$upper, by, g)
    for (u in times) {
      s <- summary(f, times = u, extend = TRUE)
      known <- u <= max(x$t) || s$surv == 0                                        # beyond the last day of follow-up: not estimable (null)
      # no event yet, or everybody with the event and nobody censored: no variance, and the exact interval of a proportion
      if (known && s$surv == 1) s[c("lower", "upper")] <- binom.test(s$n.risk, s$n.risk)$conf.int
      if (known && s$surv == 0 && all(x$dead)) s[c("lower", "upper")] <- binom.test(0, nrow(x))$conf.int
      add(cut, analysis, "n.risk", s$n.risk, by, g, u)
      add(cut, analysis, "estimate", if (known) s$surv else NA, by, g, u)
      add(cut, analysis, "conf.low", if (known) s$lower else NA, by, g, u)
      add(cut, analysis, "conf.high", if (known) s$upper else NA, by, g, u)
    }
  }
  l <- survdiff(Surv(t, dead) ~ data[[by]], data)
  df <- length(l$n) - 1
  add(cut, analysis, "log-rank chisq", l$chisq, by); add(cut, analysis, "log-rank df", df, by)
  add(cut, analysis, "log-rank p", pchisq(l$chisq, df, lower.tail = FALSE), by)
}

rmst <- function(cut, analysis, data, tau) {                         # null when a group's follow-up ends before tau
  r <- sapply(levels(data$sex), function(g) {
    x <- data[data$sex == g, ]; f <- survfit(Surv(t, dead) ~ 1, x)
    if (max(x$t) < tau) return(c(NA, NA))
    summary(f, rmean = tau)$table[c("rmean", "se(rmean)")]
  })
  z <- qnorm(0.975)
  for (g in colnames(r)) { add(cut, analysis, "rmst", r[1, g], "sex", g, tau); add(cut, analysis, "rmst std.error", r[2, g], "sex", g, tau)
    add(cut, analysis, "rmst conf.low", r[1, g] - z * r[2, g], "sex", g, tau); add(cut, analysis, "rmst conf.high", r[1, g] + z * r[2, g], "sex", g, tau) }
  e <- r[1, "female"] - r[1, "male"]; s <- sqrt(sum(r[2, ]^2))
  add(cut, analysis, "rmst difference", e, "sex", "female - male", tau)
  add(cut, analysis, "rmst difference conf.low", e - z * s, "sex", "female - male", tau)
  add(cut, analysis, "rmst difference conf.high", e + z * s, "sex", "female - male", tau)
  add(cut, analysis, "rmst difference p", 2 * pnorm(-abs(e / s)), "sex", "female - male", tau)
}

cox <- function(cut, analysis, f, data, joint = NULL) {
  m <- coxph(f, data, ties = "efron", control = tight); s <- summary(m)
  add(cut, analysis, "n", m$n); add(cut, analysis, "n.event", m$nevent)
  for (k in rownames(s$coefficients)) {
    variable <- if (k == "age") "age" else sub("(female|[0-9])$", "", k); level <- if (k == "age") NA else sub("^(sex|ecog)", "", k)
    if (!is.na(level) && is.finite(s$conf.int[k, 4]) == FALSE) next
    add(cut, analysis, "hr", s$conf.int[k, 1], variable, level); add(cut, analysis, "hr conf.low", s$conf.int[k, 3], variable, level)
    add(cut, analysis, "hr conf.high", s$conf.int[k, 4], variable, level); add(cut, analysis, "p (Wald)", s$coefficients[k, 5], variable, level)
  }
  if (!is.null(joint)) {
    a <- anova(update(m, as.formula(paste(". ~ . -", joint))), m)      # likelihood-ratio test of the whole factor
    add(cut, analysis, "LR chisq", a$Chisq[2], joint); add(cut, analysis, "LR df", a$Df[2], joint); add(cut, analysis, "LR p", a[2, ncol(a)], joint)
  }
}

for (name in c("2020-06-30", "2020-12-31", "2021-06-30", "all")) {
  cut <- if (name == "all") max(d$end) else as.Date(name)
  x <- d[d$start <= cut, ]
  x$dead <- x$died & x$end <= cut
  x$t <- as.numeric(pmin(x$end, cut) - x$start)
  seen <- v[v$date <= cut, ]

  add(name, "patient_flow", "n", nrow(x), level = "all")
  el <- x[x$age >= 18 & (is.na(x$ph.ecog) | x$ph.ecog <= 2), ]
  add(name, "patient_flow", "n", nrow(el), level = "eligible"); add(name, "patient_flow", "n", sum(el$i %in% seen$i), level = "visited")

  km(name, "survival_by_sex", x, "sex", c(182, 365, 730))
  rmst(name, "survival_by_sex", x, 730); rmst(name, "rmst_300", x, 300)
  km(name, "survival_by_ecog", x, "ecog", 365)

  # landmark day 180: kept when neither dead nor out of follow-up by day 180; clock starts there
  r180 <- unique(seen$i[seen$relapse & seen$day <= 180])
  add(name, "survival_after_d180", "n kept", sum(x$t > 180)); add(name, "survival_after_d180", "n event before", sum(x$t <= 180 & x$dead))
  add(name, "survival_after_d180", "n follow-up ends before", sum(x$t <= 180 & !x$dead))
  y <- x[x$t > 180, ]; y$t <- y$t - 180; y$relapse_by_d180 <- factor(y$i %in% r180, c(FALSE, TRUE), c("no", "yes"))
  if (nlevels(droplevels(y$relapse_by_d180)) == 2) km(name, "survival_after_d180", y, "relapse_by_d180", numeric())

  # relapse, death without relapse competing: status 1 relapse, 2 death, 0 neither
  first <- tapply(as.numeric(seen$date[seen$relapse]), seen$i[seen$relapse], min)
  rel <- as.Date(as.numeric(first[as.character(x$i)]), origin = "1970-01-01")
  x$status2 <- ifelse(!is.na(rel), 1, ifelse(x$dead, 2, 0))
  x$t2 <- ifelse(!is.na(rel), as.numeric(rel - x$start), x$t)
  for (g in levels(x$sex)) {
    add(name, "relapse_incidence", "n", sum(x$sex == g), "sex", g)
    add(name, "relapse_incidence", "n.event", sum(x$sex == g & x$status2 == 1), "sex", g); add(name, "relapse_incidence", "n.competing", sum(x$sex == g & x$status2 == 2), "sex", g)
  }
  ci <- cuminc(x$t2, x$status2, x$sex)
  for (g in levels(x$sex)) for (cause in 1:2) {
    e <- timepoints(ci[paste(g, cause)], 365)
    known <- 365 <= max(x$t2[x$sex == g])
    add(name, "relapse_incidence", c("relapse estimate", "death estimate")[cause], if (known) e$est else NA, "sex", g, 365)
    add(name, "relapse_incidence", c("relapse std.error", "death std.error")[cause], if (known) sqrt(e$var) else NA, "sex", g, 365)
  }
  for (cause in 1:2) {
    add(name, "relapse_incidence", c("Gray chisq relapse", "Gray chisq death")[cause], ci$Tests[cause, "stat"], "sex")
    add(name, "relapse_incidence", c("Gray p relapse", "Gray p death")[cause], ci$Tests[cause, "pv"], "sex")
  }

  # follow-up: reverse Kaplan-Meier, and the scheduled visits
  q <- quantile(survfit(Surv(t2, status2 == 0) ~ 1, x, conf.type = "log-log"), 0.5)
  add(name, "follow_up", "median", q$quantile); add(name, "follow_up", "median.conf.low", q$lower); add(name, "follow_up", "median.conf.high", q$upper)
  # state of a scheduled visit, first rule that fits (window from..to, days from start, both included):
  #   observed        a visit dated on or before the cut lies in the window
  #   not applicable  the patient died on or before the last day of the window (and on or before the cut)
  #   not yet due     the window ends on or after the cut
  #   missed          a later visit exists;   overdue  otherwise
  for (s in list(list("month3", 80, 100), list("month6", 170, 190), list("month12", 340, 380))) {
    from <- x$start + s[[2]]; to <- x$start + s[[3]]
    has <- sapply(seq_len(nrow(x)), function(j) { z <- seen$date[seen$i == x$i[j]]; any(z >= from[j] & z <= to[j]) })
    later <- sapply(seq_len(nrow(x)), function(j) any(seen$date[seen$i == x$i[j]] > to[j]))
    state <- ifelse(has, "observed", ifelse(x$dead & x$end <= to, "not applicable", ifelse(cut <= to, "not yet due", ifelse(later, "missed", "overdue"))))
    for (k in c("observed", "not yet due", "overdue", "missed", "not applicable")) add(name, "follow_up", paste("n", k), sum(state == k), "visit", s[[1]])
  }

  cox(name, "cox_sex", Surv(t, dead) ~ sex, x); cox(name, "cox_age", Surv(t, dead) ~ age, x)
  e <- x[!is.na(x$ecog), ]
  cox(name, "cox_ecog", Surv(t, dead) ~ ecog, e, "ecog"); cox(name, "multivariable_cox", Surv(t, dead) ~ sex + age + ecog, e, "ecog")
  # univariable_cox (panel) shows the three univariable models; Holm over p of sex, age and the likelihood-ratio p of ECOG
  p <- c(sex = summary(coxph(Surv(t, dead) ~ sex, x, control = tight))$coefficients[5], age = summary(coxph(Surv(t, dead) ~ age, x, control = tight))$coefficients[5],
         ecog = anova(coxph(Surv(t, dead) ~ ecog, e, control = tight))[2, 4])
  h <- p.adjust(p, "holm")
  for (k in names(p)) { add(name, "univariable_cox", "p", p[k], k); add(name, "univariable_cox", "p holm", h[k], k) }
}
r <- do.call(rbind, out)
lines <- vapply(seq_len(nrow(r)), function(k) as.character(toJSON(unbox(r[k, ]), digits = NA, na = "null")), "")
cat("[\n", paste(lines, collapse = ",\n"), "\n]\n", sep = "")
