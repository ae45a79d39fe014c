# Competing risks: survfit (several event types), cmprsk::cuminc, Gray's test, cmprsk::crr. Run in this folder: Rscript competing.R
suppressMessages({ library(survival); library(cmprsk) })
rd <- function(f) read.csv(file.path("..", "survival_data", f), comment.char = "#")
f <- function(x) sprintf("%.17g", x)
out <- list(); add <- function(case, what, index, time, stat, value) out[[length(out) + 1]] <<- paste(case, what, index, f(time), stat, f(value), sep = ",")
bmt <- rd("bmt.csv"); colon <- rd("colon.csv")
colon$cause <- ifelse(colon$rstatus == 1, 1, ifelse(colon$dstatus == 1, 2, 0)); colon$ctime <- ifelse(colon$rstatus == 1, colon$rtime, colon$dtime)
hand <- data.frame(time = 1:10, cause = c(1, 2, 0, 1, 1, 2, 0, 1, 0, 2))
tied <- data.frame(time = c(3, 1, 3, 2, 2, 2, 5, 5, 4, 3, 6, 6), cause = c(1, 2, 2, 1, 0, 1, 2, 2, 1, 0, 0, 1))
last <- data.frame(time = c(1, 2, 3, 3, 4), cause = c(1, 0, 2, 1, 1))
cases <- list(hand = hand, tied = tied, last = last, bmt1 = bmt[bmt$group == 1, ], bmt3 = bmt[bmt$group == 3, ], bmt = bmt, colon = data.frame(time = colon$ctime, cause = colon$cause))
for (nm in names(cases)) { d <- cases[[nm]]; d$ev <- factor(d$cause, 0:2, c("censor", "one", "two"))
  for (ct in c("log-log", "plain")) { s <- survfit(Surv(time, ev) ~ 1, data = d, conf.type = ct)
    rows <- if (nrow(d) > 200) seq(5, length(s$time), by = 40) else seq_along(s$time)
    for (k in 1:2) for (i in rows) { tt <- s$time[i]
      if (ct == "plain") { add(nm, "survfit", k, tt, "estimate", s$pstate[i, k + 1]); add(nm, "survfit", k, tt, "std.error", s$std.err[i, k + 1]); add(nm, "survfit", k, tt, "n.risk", s$n.risk[i, 1]) }
      add(nm, ct, k, tt, "conf.low", s$lower[i, k + 1]); add(nm, ct, k, tt, "conf.high", s$upper[i, k + 1]) } }
  ci <- cuminc(d$time, d$cause); tt <- sort(unique(d$time)); if (nrow(d) > 200) tt <- tt[seq(5, length(tt), by = 40)]
  tp <- timepoints(ci, tt); for (k in 1:2) for (i in seq_along(tt)) { add(nm, "cuminc", k, tt[i], "estimate", tp$est[k, i]); add(nm, "cuminc", k, tt[i], "variance", tp$var[k, i]) } }
gray <- function(nm, ...) { g <- cuminc(...)$Tests; for (k in 1:2) { add(nm, "gray", k, 0, "statistic", g[k, "stat"]); add(nm, "gray", k, 0, "p.value", pchisq(g[k, "stat"], g[k, "df"], lower.tail = FALSE)) } }
gray("bmt", bmt$time, bmt$cause, bmt$group)
gray("bmtstrata", bmt$time, bmt$cause, bmt$group, bmt$fab)
gray("colon", colon$ctime, colon$cause, colon$arm)
gray("colonstrata", colon$ctime, colon$cause, colon$arm, colon$extent)
gray("tied", tied$time, tied$cause, rep(1:2, 6))
gray("bmtrho", bmt$time, bmt$cause, bmt$group, rho = 1)
# Sandwich by the definition of Fine and Gray (1999). crr's own, with censoring groups, sums q over the events of the same group only
# (crr.f, line of qu), where the paper integrates over all events; with one group the two agree, which is checked.
sandwich <- function(time, cause, x, own, group, beta) { n <- length(time); r <- exp(drop(x %*% beta)); ev <- sort(unique(time[cause == own]))
  Gc <- function(c, t) { k <- group == c; u <- sort(unique(time[k & cause == 0])); sapply(t, function(s) prod(vapply(u[u < s], FUN.VALUE = 0, function(v) 1 - sum(k & time == v & cause == 0) / sum(k & time >= v)))) }
  G <- sapply(unique(group), function(c) ifelse(ev > max(time[group == c]), 0, Gc(c, ev))); colnames(G) <- unique(group); GT <- numeric(n); for (c in unique(group)) GT[group == c] <- Gc(c, time[group == c])
  W <- sapply(seq_along(ev), function(k) ifelse(time >= ev[k], 1, ifelse(cause > 0 & cause != own, G[k, as.character(group)] / GT, 0)))
  S0 <- colSums(W * r); M <- t(sapply(seq_along(ev), function(k) colSums(W[, k] * r * x) / S0[k])); if (ncol(x) == 1) M <- t(M); dL <- sapply(ev, function(s) sum(time == s & cause == own)) / S0
  part <- function(i, from = -Inf) { k <- which(ev >= from); if (length(k) == 0) return(rep(0, ncol(x))); colSums((matrix(x[i, ], length(k), ncol(x), byrow = TRUE) - M[k, , drop = FALSE]) * W[i, k] * r[i] * dL[k]) }
  eta <- t(sapply(1:n, function(i) (if (cause[i] == own) x[i, ] - M[match(time[i], ev), ] else 0) - part(i)))
  psi <- matrix(0, n, ncol(x)); for (c in unique(group)) { k <- which(group == c); for (u in sort(unique(time[k][cause[k] == 0]))) { o <- k[cause[k] > 0 & cause[k] != own & time[k] < u]
    q <- if (length(o)) rowSums(matrix(sapply(o, part, from = u), nrow = ncol(x))) else rep(0, ncol(x)); risk <- k[time[k] >= u]; d <- sum(time[k] == u & cause[k] == 0)
    for (i in risk) psi[i, ] <- psi[i, ] + q / length(risk) * ((time[i] == u & cause[i] == 0) - d / length(risk)) } }
  I <- Reduce(`+`, lapply(seq_along(ev), function(k) { z <- sweep(x, 2, M[k, ]); dL[k] * crossprod(z * W[, k] * r, z) })); solve(I) %*% crossprod(eta + psi) %*% solve(I) }
fg <- function(nm, time, cause, x, code, group = rep(1, length(time)), what = "crr") { z <- crr(time, cause, x, failcode = code, cengroup = group, gtol = 1e-14, maxiter = 40)
  if (length(time) < 200) { v <- sandwich(time, cause, x, code, group, z$coef); if (what == "crr") stopifnot(max(abs(v / z$var - 1)) < 1e-8) else { cat(nm, "groups: definition / crr", sqrt(diag(v) / diag(z$var)), "\n"); z$var <- v } } else if (what != "crr") z$var[] <- NA
  for (k in seq_along(z$coef)) { add(nm, what, k, code, "estimate", z$coef[k]); if (!is.na(z$var[k, k])) add(nm, what, k, code, "std.error", sqrt(z$var[k, k])) }
  add(nm, what, 0, code, "loglik", z$loglik); add(nm, what, 0, code, "loglik.null", z$loglik.null) }
for (code in 1:2) { fg("bmt", bmt$time, bmt$cause, cbind(bmt$group == 2, bmt$group == 3) * 1, code); fg("bmtage", bmt$time, bmt$cause, cbind(bmt$age, bmt$fab), code)
  fg("colon", colon$ctime, colon$cause, cbind(colon$age, colon$extent, colon$arm == 2), code) }
fg("bmt", bmt$time, bmt$cause, cbind(bmt$group == 2, bmt$group == 3) * 1, 1, bmt$group, "crrgroup"); fg("colon", colon$ctime, colon$cause, cbind(colon$age, colon$extent, colon$arm == 2), 1, colon$arm, "crrgroup")
fg("tied", tied$time, tied$cause, cbind(rep(1:2, 6), c(2, 5, 1, 3, 8, 9, 4, 4, 1, 0, 2, 6)), 1, rep(c(7, 2, 2), 4), "crrgroup")
fg("tied", tied$time, tied$cause, cbind(rep(1:2, 6), c(2, 5, 1, 3, 8, 9, 4, 4, 1, 0, 2, 6)), 1)
writeLines(c(sprintf("# R %s, survival %s, cmprsk %s; survfit, cuminc, timepoints, crr", getRversion(), packageVersion("survival"), packageVersion("cmprsk")), "case,what,index,time,stat,value", unlist(out)), "competing.csv")
