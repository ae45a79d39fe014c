# Maximally selected rank statistics: maxstat, its bound of the exact p redone with "at least" and with neighbouring cuts only, full enumeration where
# n is small, else 200,000 shuffles. Run in this folder: Rscript maxstat.R
suppressMessages({library(maxstat); library(survival); library(exactRankTests)})
rd <- function(f) read.csv(file.path("..", "survival_data", f), comment.char = "#")
f <- function(x) sprintf("%.17g", x)
data(hohnloser); h <- hohnloser[complete.cases(hohnloser), ]; write.csv(h, "hohnloser.csv", row.names = FALSE, quote = FALSE)
data(treepipit); write.csv(treepipit[c("counts", "coverstorey")], "treepipit.csv", row.names = FALSE, quote = FALSE)
out <- list(); add <- function(...) out[[length(out) + 1]] <<- paste(..., sep = ",")
lung <- rd("lung.csv")[1:60, ]
tiny <- data.frame(time = c(5, 3, 3, 8, 2, 9, 4, 6), status = c(1, 1, 0, 1, 1, 0, 1, 0), marker = c(1.5, 2, 2, .3, 4, .1, 3, 1))
tiny2 <- data.frame(y = c(2, 7, 3, 3, 9, 1, 8, 5), marker = c(1, 3, 2, 2, 5, 1, 7, 4))
ways <- function(s, top) { W <- matrix(0, top + 1, sum(s) + 1); W[1, 1] <- 1                      # W[m + 1, sum + 1], groups by size and sum
  for (x in s) for (m in top:1) { i <- seq_len(ncol(W) - x); W[m + 1, i + x] <- W[m + 1, i + x] + W[m, i] }; W }
bound <- function(s, m, b) { n <- length(s); s <- s - min(s); W <- ways(s, max(m)); v <- 0:sum(s); p <- 0
  Tm <- function(m, v) (v - m * mean(s)) / sqrt(m * (n - m) / (n * (n - 1)) * sum((s - mean(s))^2)); d <- sort(s, decreasing = TRUE)
  for (k in seq_along(m)) { P <- W[m[k] + 1, ] / choose(n, m[k]); p <- p + sum(P[abs(Tm(m[k], v)) >= b - 1e-9])
    if (k > 1) { Q <- W[m[k - 1] + 1, ] / choose(n, m[k - 1]); t <- Tm(m[k - 1], v); g <- m[k] - m[k - 1]
      both <- abs(t) >= b - 1e-9 & ifelse(t < 0, Tm(m[k], v + sum(head(d, g))) <= -(b - 1e-9), Tm(m[k], v + sum(tail(d, g))) >= b - 1e-9); p <- p - sum(Q[both]) } }
  min(p, 1) }
perms <- function(v) if (length(v) == 1) matrix(v, 1) else do.call(rbind, lapply(seq_along(v), function(i) cbind(v[i], perms(v[-i]))))
put <- function(nm, y, x, smethod, lo = .1, hi = .9) {
  t0 <- maxstat(y, x, smethod = smethod, pmethod = "none", minprop = lo, maxprop = hi); M <- unname(t0$statistic)
  s <- as.numeric(cscores(y, type = smethod)); o <- order(x); s <- s[o]; xs <- sort(x); n <- length(s); m <- which(!duplicated(xs)) - 1; m <- m[m >= max(1, floor(n * lo)) & m <= floor(n * hi)]
  T <- (cumsum(s)[m] - m * mean(s)) / sqrt(m * (n - m) / (n * (n - 1)) * sum((s - mean(s))^2)); stopifnot(all.equal(max(abs(T)), M))
  add(nm, "cut", f(t0$estimate)); add(nm, "statistic", f(M)); add(nm, "signed", f(-T[which.max(abs(T))])); add(nm, "cuts", length(m))
  for (k in seq_along(m)) add(nm, paste0("at", m[k]), f(-T[k]))
  add(nm, "lau92", f(min(1, maxstat:::pLausen92(M, lo, hi)))); add(nm, "lau94", f(min(1, maxstat:::pLausen94(M, n, lo, hi, m))))
  w <- s; fr <- w - floor(w); if (any(fr != 0)) { if (all(fr[fr != 0] == .5)) w <- 2 * w else { w <- w - min(w); w <- round(w * n / max(w)) } }
  Tw <- (cumsum(w)[m] - m * mean(w)) / sqrt(m * (n - m) / (n * (n - 1)) * sum((w - mean(w))^2)); b <- max(abs(Tw)); p <- bound(w, m, b); add(nm, "hl", f(p))
  if (all(diff(m) == 1) && length(m) > 1) { r <- maxstat:::pmaxstat(b - 1e-9, w, m); cat(nm, "HL ours", p, "maxstat", r, "\n"); stopifnot(abs(p - r) < 1e-9) } else cat(nm, "HL", p, "(maxstat on ties:", maxstat:::pmaxstat(b - 1e-9, w, m), ")\n")
  sd <- sqrt(m * (n - m) / (n * (n - 1)) * sum((s - mean(s))^2)); E <- m * mean(s)
  if (n <= 8) { A <- perms(s); C <- t(apply(A, 1, cumsum))[, m, drop = FALSE]; G <- apply(abs(sweep(C, 2, E)), 1, function(z) max(z / sd)); add(nm, "exact", f(mean(G >= M - 1e-9))) }
  else { set.seed(1); G <- replicate(200000, max(abs(cumsum(sample(s))[m] - E) / sd)); add(nm, "mc", f(mean(G >= M - 1e-9))) } }
put("hohnloser", Surv(h$month, h$cens), h$EF, "LogRank"); put("lung", Surv(lung$time, lung$status), lung$age, "LogRank", .2, .8)
put("tiny", Surv(tiny$time, tiny$status), tiny$marker, "LogRank"); put("tiny2", tiny2$y, tiny2$marker, "Wilcoxon", .25, .75); put("treepipit", treepipit$counts, treepipit$coverstorey, "Wilcoxon")
set.seed(4); a <- rd("aml.csv"); a$m <- round(rnorm(nrow(a)), 3); write.csv(a["m"], "aml_marker.csv", row.names = FALSE, quote = FALSE); put("aml", Surv(a$time, a$status), a$m, "LogRank")
put("one", tiny2$y, rep(1:2, 4), "Wilcoxon")
writeLines(c(sprintf("# R %s, maxstat %s, exactRankTests %s", getRversion(), packageVersion("maxstat"), packageVersion("exactRankTests")), "case,stat,value", unlist(out)), "maxstat.csv")
