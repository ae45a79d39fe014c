# Log-rank type tests: survdiff where it has the test, else brute force from the definition. Run in this folder: Rscript logrank.R
suppressMessages(library(survival))
rd <- function(f) read.csv(file.path("..", "survival_data", f), comment.char = "#")
f <- function(x) sprintf("%.17g", x)
out <- list(); add <- function(case, test, stat, value) out[[length(out) + 1]] <<- paste(case, test, stat, f(value), sep = ",")
brute <- function(time, status, group, w) {     # w(n, d) over ordered event times -> weights; k - 1 groups, generalised inverse avoided
  ut <- sort(unique(time[status == 1])); lv <- sort(unique(group))
  n <- sapply(ut, function(u) sum(time >= u)); d <- sapply(ut, function(u) sum(time == u & status == 1)); wt <- w(n, d)
  ng <- sapply(lv, function(g) sapply(ut, function(u) sum(time >= u & group == g))); dg <- sapply(lv, function(g) sapply(ut, function(u) sum(time == u & status == 1 & group == g)))
  U <- colSums(wt * (dg - d * ng / n)); V <- matrix(0, length(lv), length(lv))
  for (i in seq_along(ut)) { p <- ng[i, ] / n[i]; if (n[i] > 1) V <- V + wt[i]^2 * d[i] * (n[i] - d[i]) / (n[i] - 1) * (diag(p) - p %o% p) }
  list(U = U, V = V) }
chi <- function(b) { k <- -which.max(diag(b$V));      # leaving out a group of tiny variance costs five digits
  c(drop(b$U[k] %*% solve(b$V[k, k], b$U[k])), length(b$U) - 1) }
put <- function(case, test, s, df) { add(case, test, "statistic", s); add(case, test, "parameter", df); add(case, test, "p.value", pchisq(s, df, lower.tail = FALSE)) }
gehan <- rd("gehan.csv"); aml <- rd("aml.csv"); colon <- rd("colon.csv"); lung <- rd("lung.csv"); bmt <- rd("bmt.csv")
cases <- list(gehan = gehan, aml = aml, colon = data.frame(time = colon$rtime, status = colon$rstatus, group = colon$arm),
  colondeath = data.frame(time = colon$dtime, status = colon$dstatus, group = colon$arm), lung = data.frame(time = lung$time, status = lung$status, group = lung$ecog),
  bmt = data.frame(time = bmt$time, status = as.integer(bmt$cause > 0), group = bmt$group),
  far = data.frame(time = c(1:60, 100 + 1:60), status = 1, group = rep(1:2, each = 60)))
km <- function(n, d) cumprod(1 - d / n); left <- function(x) c(1, head(x, -1))
trend <- function(case, test, U, V, s) { z <- sum(s * U) / sqrt(drop(s %*% V %*% s)); add(case, test, "trend.estimate", sum(s * U)); add(case, test, "trend.se", sqrt(drop(s %*% V %*% s))); add(case, test, "trend.z", z)
  add(case, test, "trend.two", 2 * pnorm(-abs(z))); add(case, test, "trend.less", pnorm(z)); add(case, test, "trend.greater", pnorm(z, lower.tail = FALSE)) }
for (nm in names(cases)) { d <- cases[[nm]]; lv <- sort(unique(d$group))
  for (rho in 0:1) { s <- survdiff(Surv(time, status) ~ group, data = d, rho = rho); trend(nm, paste0("FH", rho), s$obs - s$exp, s$var, lv) }
  b <- brute(d$time, d$status, d$group, function(n, d) n); trend(nm, "Gehan", b$U, b$V, lv); b <- brute(d$time, d$status, d$group, function(n, d) cumprod(1 - d / (n + 1))); trend(nm, "PetoPeto", b$U, b$V, lv)
  for (rho in c(0, 1, .5)) { s <- survdiff(Surv(time, status) ~ group, data = d, rho = rho); put(nm, paste0("FH", rho), s$chisq, sum(s$exp > 0) - 1)
    for (g in seq_along(s$obs)) { add(nm, paste0("FH", rho), paste0("obs", g), s$obs[g]); add(nm, paste0("FH", rho), paste0("exp", g), s$exp[g]) }; add(nm, paste0("FH", rho), "var11", s$var[1, 1]) }
  x <- chi(brute(d$time, d$status, d$group, function(n, d) n)); put(nm, "Gehan", x[1], x[2])
  x <- chi(brute(d$time, d$status, d$group, function(n, d) sqrt(n))); put(nm, "TaroneWare", x[1], x[2])
  x <- chi(brute(d$time, d$status, d$group, function(n, d) cumprod(1 - d / (n + 1)))); put(nm, "PetoPeto", x[1], x[2])
  x <- chi(brute(d$time, d$status, d$group, function(n, d) left(km(n, d))^.5 * (1 - left(km(n, d)))^2)); put(nm, "FH0.5;2", x[1], x[2]) }
s <- survdiff(Surv(rtime, rstatus) ~ arm + strata(extent), data = colon); put("colon_by_extent", "stratified", s$chisq, 2)
trend("colon_by_extent", "stratified", rowSums(s$obs) - rowSums(s$exp), s$var, 0:2)
ob <- rowSums(s$obs); ex <- rowSums(s$exp); for (g in 1:3) { add("colon_by_extent", "stratified", paste0("obs", g), ob[g]); add("colon_by_extent", "stratified", paste0("exp", g), ex[g]) }
heart <- rd("heart.csv"); for (v in c("transplant", "surgery")) { h <- heart; h$g <- h[[v]]; fit <- coxph(Surv(start, stop, status) ~ g, h, ties = "exact", control = coxph.control(timefix = FALSE)); put(paste0("heart-", v), "truncated", fit$score, 1)
  ut <- sort(unique(h$stop[h$status == 1])); U <- 0; V <- 0; for (u in ut) { r <- h$start < u & h$stop >= u; n <- sum(r); n1 <- sum(r & h$g == 1); d <- sum(h$stop == u & h$status == 1); U <- U + sum(h$stop == u & h$status == 1 & h$g == 1) - d * n1 / n; if (n > 1) V <- V + d * (n - d) / (n - 1) * n1 / n * (1 - n1 / n) }
  stopifnot(abs(U^2 / V - fit$score) < 1e-9); add(paste0("heart-", v), "truncated", "trend.estimate", U); add(paste0("heart-", v), "truncated", "trend.se", sqrt(V)); add(paste0("heart-", v), "truncated", "trend.z", U / sqrt(V)) }
writeLines(c(sprintf("# R %s, survival %s; survdiff and brute force", getRversion(), packageVersion("survival")), "case,test,stat,value", unlist(out)), "logrank.csv")
