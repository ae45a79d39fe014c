# Interval-censored NPMLE: plain EM to a Kuhn-Tucker gap of 1e-13, started from survfit's support and compared with survfit (which stops at 5e-5, far too early for the simulated set).
# Run in this folder: Rscript turnbull.R
suppressMessages(library(survival))
f <- function(x) sprintf("%.17g", x)
out <- list(); add <- function(case, lower, upper, stat, value) out[[length(out) + 1]] <<- paste(case, f(lower), f(upper), stat, f(value), sep = ",")
npmle <- function(l, r) {
  key <- rbind(data.frame(t = l, k = ifelse(l == r, 0, 2)), data.frame(t = r, k = 1)); key <- key[order(key$t, key$k), ]
  i <- which(head(key$k, -1) != 1 & tail(key$k, -1) == 1); q <- key$t[i]; p <- key$t[i + 1]; exact <- key$k[i] == 0
  A <- outer(seq_along(l), seq_along(q), Vectorize(function(a, b) if (exact[b]) (l[a] < q[b] || (l[a] == r[a] && l[a] == q[b])) && q[b] <= r[a] else l[a] <= q[b] && p[b] <= r[a] && l[a] < r[a])) * 1
  m <- rep(1 / length(q), length(q)); n <- length(l)
  for (it in 1:2000000) { g <- drop(t(A) %*% (1 / drop(A %*% m))) / n
    # a mass that has gone to nothing is put at 0, where its condition is an inequality
    if (it %% 1000 == 0) { m2 <- ifelse(m < 1e-7 & g < 1 - 1e-7, 0, m); if (all(A %*% m2 > 0)) m <- m2 }
    if (max(abs(g - 1)[m > 0], (g - 1)[m == 0]) < 1e-13) break
    m <- m * g; m <- m / sum(m) }
  g <- drop(t(A) %*% (1 / drop(A %*% m))) / n
  list(q = q, p = p, m = m, loglik = sum(log(A %*% m)), gap = max(abs(g - 1)[m > 0], (g - 1)[m == 0]), it = it) }
d <- read.csv("../survival_data/cosmesis.csv", comment.char = "#")
set.seed(20); n <- 150; t <- rweibull(n, 1.4, 20); v <- t(sapply(t, function(x) { k <- c(-Inf, cumsum(rexp(12, 1 / 6)), Inf); c(max(k[k < x]), min(k[k >= x])) }))
sim <- data.frame(left = ifelse(is.finite(v[, 1]), round(v[, 1], 1), -Inf), right = ifelse(is.finite(v[, 2]), round(v[, 2] + .1, 1), Inf))
lung <- read.csv("../survival_data/lung.csv", comment.char = "#")
cases <- list(cosmesis1 = d[d$treatment == 1, ], cosmesis2 = d[d$treatment == 2, ], sim = sim,
  mixed = data.frame(left = c(-Inf, 2, 3, 3, 1, 5, 5, 4, 2), right = c(2, 4, 3, 3, 3, Inf, 6, 5, 2)),
  exact = data.frame(left = lung$time, right = ifelse(lung$status == 1, lung$time, Inf))[1:60, ])
write.csv(sim, "simulated.csv", row.names = FALSE, quote = FALSE)
for (nm in names(cases)) { x <- cases[[nm]]; e <- npmle(x$left, x$right); cat(nm, "gap", e$gap, "iterations", e$it, "\n")
  s <- survfit(Surv(ifelse(is.finite(x$left), x$left, NA), ifelse(is.finite(x$right), x$right, NA), type = "interval2") ~ 1)
  for (j in which(is.finite(e$p))) { k <- max(c(0, which(s$time <= e$p[j]))); sv <- if (k == 0) 1 else s$surv[k]
    if (nm != "sim" && abs(sv - (1 - sum(e$m[1:j]))) > 1e-2) stop(nm, " differs from survfit at ", e$p[j], ": ", sv, " ", 1 - sum(e$m[1:j])) }
  add(nm, 0, 0, "loglik", e$loglik); for (j in seq_along(e$q)) add(nm, e$q[j], e$p[j], "mass", e$m[j]) }
writeLines(c(sprintf("# R %s, survival %s; EM to a gap of 1e-13, checked against survfit", getRversion(), packageVersion("survival")), "case,lower,upper,stat,value", unlist(out)), "turnbull.csv")
