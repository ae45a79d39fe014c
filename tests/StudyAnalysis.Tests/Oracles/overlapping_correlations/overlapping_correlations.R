source("../oracle.R")
# cocor is not in Debian: the formulas of the four papers written from another side. Steiger, Hittner: asymptotic covariance of two correlations (Pearson and Filon 1898) by
# the general formula for correlations i-j and k-l, with x, y, z and the null mean in place of both; Meng: from their (1) to (3); Williams by Steiger's (7).
cov4 <- function(r) { # general covariance n cov(r_jk, r_jh) from the 3 x 3 matrix, variables j = 1, k = 2, h = 3 (Pearson and Filon / Olkin and Siotani)
  g <- function(i, j, k, l) .5 * r[i, j] * r[k, l] * (r[i, k]^2 + r[i, l]^2 + r[j, k]^2 + r[j, l]^2) + r[i, k] * r[j, l] + r[i, l] * r[j, k] -
    (r[i, j] * r[i, k] * r[i, l] + r[j, i] * r[j, k] * r[j, l] + r[k, i] * r[k, j] * r[k, l] + r[l, i] * r[l, j] * r[l, k]); g(1, 2, 1, 3) }
R <- function(a, b, c) matrix(c(1, a, b, a, 1, c, b, c, 1), 3)
tests <- function(xy, xz, yz, n) {
  dz <- atanh(xy) - atanh(xz); cz <- function(m) cov4(R(m, m, yz)) / (1 - m^2)^2
  z <- function(m) dz * sqrt(n - 3) / sqrt(2 - 2 * cz(m)); st <- z((xy + xz) / 2); hi <- z(tanh((atanh(xy) + atanh(xz)) / 2))
  rb <- (xy^2 + xz^2) / 2; f <- min(1, (1 - yz) / (2 * (1 - rb))); me <- dz * sqrt((n - 3) / (2 * (1 - yz) * (1 - f * rb) / (1 - rb)))
  wi <- (xy - xz) * sqrt((n - 1) * (1 + yz) / (2 * (n - 1) / (n - 3) * det(R(xy, xz, yz)) + (xy + xz)^2 / 4 * (1 - yz)^3))
  list(Steiger1980 = st, Meng1992 = me, Hittner2003 = hi, Williams1959 = wi) }
zou <- function(xy, xz, yz, n, l) { q <- qnorm((1 + l) / 2) / sqrt(n - 3); i <- tanh(atanh(xy) + c(-q, q)); j <- tanh(atanh(xz) + c(-q, q)); c <- cov4(R(xy, xz, yz)) / ((1 - xy^2) * (1 - xz^2))
  c(xy - xz - sqrt((xy - i[1])^2 + (j[2] - xz)^2 - 2 * c * (xy - i[1]) * (j[2] - xz)), xy - xz + sqrt((i[2] - xy)^2 + (xz - j[1])^2 - 2 * c * (i[2] - xy) * (xz - j[1]))) }
# Zou's c written as in the paper is the same number: checked
for (v in list(c(.396, .179, .088, 66), c(.4, .5, .1, 103), c(.3, .4, .5, 100), c(.63, -.03, -.19, 15), c(-.7, .2, -.4, 12), c(.5, .5, .3, 20), c(.95, .1, .2, 30), c(.7, .4, .8, 50))) for (tt in c("Steiger1980", "Meng1992", "Hittner2003", "Williams1959")) for (a in c("two.sided", "less", "greater")) {
  s <- tests(v[1], v[2], v[3], v[4])[[tt]]; ci <- zou(v[1], v[2], v[3], v[4], .95); P <- if (tt == "Williams1959") function(q, ...) pt(q, v[4] - 3, ...) else pnorm
  e <- list(estimate = v[1] - v[2], statistic = s, p = switch(a, less = P(s), greater = P(s, lower.tail = FALSE), 2 * P(-abs(s))), low = ci[1], high = ci[2]); if (tt == "Williams1959") e$df <- v[4] - 3
  case(paste("overlap", paste(v, collapse = " "), tt, a), "formulas of the papers; cocor::cocor.dep.groups.overlap", list(v = v, test = tt, alternative = a), e) }
finish("overlapping_correlations")
