# Time-dependent AUC: riskRegression::Score, and brute force over all pairs with weights from survfit. Run in this folder: Rscript horizon.R
suppressMessages({ library(survival); library(riskRegression); library(prodlim) })
rd <- function(f) read.csv(file.path("..", "survival_data", f), comment.char = "#")
f <- function(x) sprintf("%.17g", x)
out <- list(); add <- function(case, horizon, stat, value) out[[length(out) + 1]] <<- paste(case, f(horizon), stat, f(value), sep = ",")
brute <- function(case, time, cause, m, h, defn) { n <- length(time)      # the standard deviation of the influences has n - 1
  g <- prodlim(Hist(time, cause > 0) ~ 1, data = data.frame(time, cause), reverse = TRUE)      # events leave before censorings
  G <- function(t) { i <- sum(g$time < t); if (i == 0) 1 else g$surv[i] }
  w <- sapply(seq_along(time), function(i) if (time[i] <= h && cause[i] > 0) 1 / G(time[i]) else if (time[i] > h) 1 / G(h + 1e-9) else 0)
  cs <- which(time <= h & cause == 1); ct <- which(time > h | (defn == 2 & time <= h & cause == 2))
  auc <- function(w) { k <- outer(m[cs], m[ct], function(a, b) (a > b) + .5 * (a == b)); sum(outer(w[cs], w[ct]) * k) / (sum(w[cs]) * sum(w[ct])) }
  add(case, h, paste0("auc", defn), auc(w)); eps <- 1e-6
  ij <- sapply(c(cs, ct), function(i) { up <- w; up[i] <- w[i] * (1 + eps); dn <- w; dn[i] <- w[i] * (1 - eps); (auc(up) - auc(dn)) / (2 * eps) })
  add(case, h, paste0("se", defn), sqrt(sum(ij^2) * n / (n - 1))); add(case, h, "cases", length(cs))
  Gw <- function(o, t) { u <- sort(unique(time[cause == 0 & time < t])); prod(vapply(u, FUN.VALUE = 0, function(v) 1 - sum(o[cause == 0 & time == v]) / sum(o[time > v | (time == v & cause == 0)]))) }   # subjects weighted by o
  full <- function(o) { w2 <- numeric(length(time)); for (i in c(cs, ct)) w2[i] <- o[i] / Gw(o, if (time[i] <= h && cause[i] > 0) time[i] else h); auc(w2) }
  one <- rep(1, length(time)); stopifnot(abs(full(one) - auc(w)) < 1e-12); eps <- 1e-5
  ij <- sapply(seq_along(time), function(k) { up <- one; up[k] <- 1 + eps; dn <- one; dn[k] <- 1 - eps; (full(up) - full(dn)) / (2 * eps) }); add(case, h, paste0("full", defn), sqrt(sum(ij^2) * n / (n - 1))) }
bmt <- rd("bmt.csv"); lung <- rd("lung.csv")
for (h in c(200.5, 365.25, 800.5)) { for (d in 1:2) brute("bmt", bmt$time, bmt$cause, bmt$age, h, d)
  x <- Score(list(bmt$age / 100), formula = Hist(time, cause) ~ 1, data = bmt, times = h, cause = 1, metrics = "auc", cens.model = "km", se.fit = TRUE, conservative = TRUE, contrasts = FALSE)
  add("bmt", h, "score", x$AUC$score$AUC); add("bmt", h, "score.se", x$AUC$score$se)
  s <- survfit(Surv(time, factor(cause)) ~ 1, data = bmt); add("bmt", h, "risk", summary(s, times = h)$pstate[1, 2]) }
for (h in c(180.5, 365.25, 600.5)) { brute("lung", lung$time, lung$status, lung$ecog, h, 1)
  x <- Score(list(lung$ecog / 5), formula = Hist(time, status) ~ 1, data = lung, times = h, metrics = "auc", cens.model = "km", se.fit = TRUE, conservative = TRUE, contrasts = FALSE)
  add("lung", h, "score", x$AUC$score$AUC); add("lung", h, "score.se", x$AUC$score$se); s <- survfit(Surv(time, status) ~ 1, data = lung); add("lung", h, "risk", 1 - summary(s, times = h)$surv) }
writeLines(c(sprintf("# R %s, survival %s, riskRegression %s, prodlim %s", getRversion(), packageVersion("survival"), packageVersion("riskRegression"), packageVersion("prodlim")), "case,horizon,stat,value", unlist(out)), "horizon.csv")
