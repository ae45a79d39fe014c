source("../oracle.R")
suppressPackageStartupMessages(library(psych))
rows <- function(m) lapply(seq_len(nrow(m)), function(i) m[i, ])
# Shrout and Fleiss (1979), table 2
sf <- matrix(c(9, 2, 5, 8, 6, 1, 3, 2, 8, 4, 6, 8, 7, 1, 2, 6, 10, 5, 6, 9, 6, 2, 4, 7), ncol = 4, byrow = TRUE)
set.seed(12); dup <- round(matrix(rep(rnorm(12, 5), 2) + rnorm(24, 0, .3), 12), 2); noise <- round(matrix(rnorm(15), 5), 2)
for (nm in c("shrout", "duplicates", "noise")) { x <- list(shrout = sf, duplicates = dup, noise = noise)[[nm]]
  for (a in c(.05, .1)) { r <- ICC(x, lmer = FALSE, alpha = a)$results; an <- summary(aov(y ~ s + j, data.frame(y = c(x), s = factor(row(x)), j = factor(col(x)))))
  for (k in 1:3) case(paste("icc", nm, k, a), "psych::ICC(x, lmer = FALSE)", list(x = rows(x), model = k - 1, level = 1 - a), list(estimate = r$ICC[k], statistic = r$F[k], df = r$df1[k], p = r$p[k], low = r[["lower bound"]][k], high = r[["upper bound"]][k])) } }
reps <- list(a = c(10.2, 11.1), b = c(5.5, 5.1, 5.9), c = c(100, 93), d = c(7.7, 7.7), e = c(42, 48, 45, 44))
y <- unlist(reps); g <- factor(rep(names(reps), lengths(reps))); s2 <- sigma(aov(log(y) ~ g))^2; df <- length(y) - 5
for (l in c(.95, .9)) case(paste("cv log", l), "sqrt(exp(sigma(aov(log(y) ~ g))^2) - 1)", list(r = unname(reps), level = l), list(estimate = sqrt(expm1(s2)), df = df, low = sqrt(expm1(s2 * df / qchisq((1 + l) / 2, df))), high = sqrt(expm1(s2 * df / qchisq((1 - l) / 2, df)))))
case("cv rms", "sqrt(mean((sd / mean)^2))", list(r = unname(reps)), list(estimate = sqrt(mean(sapply(reps, function(v) (sd(v) / mean(v))^2)))))
# Bland and Altman (1986): peak expiratory flow, large Wright meter and mini Wright meter, first readings
w <- c(494, 395, 516, 434, 476, 557, 413, 442, 650, 433, 417, 656, 267, 478, 178, 423, 427); mi <- c(512, 430, 520, 428, 500, 600, 364, 380, 658, 445, 432, 626, 260, 477, 259, 350, 451)
d <- w - mi; n <- 17; z <- qnorm(.975); se <- sd(d) * sqrt(1 / n + z^2 / (2 * (n - 1))); q <- qt(.975, n - 1)
case("limits", "written out", list(a = w, b = mi), list(bias = mean(d), sd = sd(d), lower = mean(d) - z * sd(d), upper = mean(d) + z * sd(d), se = se, lowerlow = mean(d) - z * sd(d) - q * se, upperhigh = mean(d) + z * sd(d) + q * se))
# Carkeet's exact limits: R's own noncentral quantile, refined by its distribution function
for (l in c(.95, .9)) for (cv in c(.95, .8)) for (m in c(17, 5)) { dd <- d[seq_len(m)]; zz <- qnorm((1 + cv) / 2); k <- function(p) uniroot(function(t) pt(t, m - 1, zz * sqrt(m)) - p, qt(p, m - 1, zz * sqrt(m)) + c(-1, 1), tol = 1e-13)$root / sqrt(m)
  a <- (1 - l) / 2; case(paste("exact limits", l, cv, m), "mean(d) + sd(d) * qt(p, n - 1, ncp) / sqrt(n)", list(a = w[seq_len(m)], b = mi[seq_len(m)], level = l, coverage = cv),
    list(upper = mean(dd) + zz * sd(dd), near = k(a), far = k(1 - a))) }
for (x in list(matrix(c(22, 5, 0, 0, 2, 7, 2, 1, 2, 14, 36, 17, 0, 0, 0, 10), 4), matrix(c(20, 5, 10, 15), 2), matrix(c(12, 3, 0, 2, 9, 4, 1, 2, 15), 3), matrix(c(5, 0, 0, 5), 2))) { r <- suppressWarnings(cohen.kappa(x)); k <- r$kappa; v <- r$var.kappa
  case(paste("kappa", paste(x, collapse = " ")), "psych::cohen.kappa(x)", list(x = rows(x)), list(estimate = k, se = sqrt(v), low = k - qnorm(.975) * sqrt(v), high = k + qnorm(.975) * sqrt(v))) }
# weighted: psych takes the weights; its weighted standard error is that of Fleiss, Cohen and Everitt (1969). Fleiss and Cohen (1973) table: diagnoses
wt <- function(k, q) 1 - (abs(outer(1:k, 1:k, "-")) / (k - 1))^q
# formula (8) of Fleiss, Cohen and Everitt written out with matrices
fce <- function(x, w) { n <- sum(x); p <- x / n; r <- rowSums(p); c <- colSums(p); po <- sum(w * p); pe <- sum(w * outer(r, c)); k <- (po - pe) / (1 - pe)
  wr <- drop(w %*% c); wc <- drop(t(w) %*% r); v <- (sum(p * (w - outer(wr, wc, "+") * (1 - k))^2) - (k - pe * (1 - k))^2) / (n * (1 - pe)^2); c(k, sqrt(v)) }
# Landis and Koch (1977), Agresti (2002) table 10.8: carcinoma slides, pathologists A and B; kappa .493, SE .057 (Agresti, p. 435)
slides <- matrix(c(22, 5, 0, 0, 2, 7, 2, 1, 2, 14, 36, 17, 0, 0, 0, 10), 4)
# the same standard error by the delta method, derivatives by central differences: psych's weighted one differs where the margins do
delta <- function(x, w) { n <- sum(x); f <- function(p) { r <- rowSums(p); c <- colSums(p); pe <- sum(w * outer(r, c)) / sum(p)^2; (sum(w * p) / sum(p) - pe) / (1 - pe) }
  p <- x / n; g <- sapply(seq_along(p), function(i) { h <- 1e-6; u <- p; u[i] <- u[i] + h; v <- p; v[i] <- v[i] - h; (f(u) - f(v)) / (2 * h) }); sqrt((sum(p * g^2) - sum(p * g)^2) / n) }
for (x in list(slides, matrix(c(12, 3, 0, 2, 9, 4, 1, 2, 15), 3), matrix(c(5, 2, 0, 0, 3, 8, 2, 1, 0, 3, 9, 4, 0, 0, 1, 12), 4, byrow = TRUE), matrix(c(20, 5, 10, 15), 2), matrix(c(0, 0, 9, 0, 4, 0, 7, 0, 0), 3))) for (q in 1:2) {
  w <- wt(nrow(x), q); e <- fce(x, w); r <- suppressWarnings(cohen.kappa(x, w = w)); stopifnot(abs(r$weighted.kappa - e[1]) < 1e-12)
  stopifnot(abs(delta(x, w) / e[2] - 1) < 1e-6)
  case(paste("weighted", paste(x, collapse = " "), q), "psych::cohen.kappa(x, w), formula (8) of Fleiss, Cohen and Everitt (1969)", list(x = rows(x), weights = c("Linear", "Quadratic")[q]), list(estimate = e[1], se = e[2], low = e[1] - qnorm(.975) * e[2], high = e[1] + qnorm(.975) * e[2])) }
finish("agreement", "psych")
