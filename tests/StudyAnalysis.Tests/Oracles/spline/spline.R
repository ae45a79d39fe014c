source("../oracle.R")
suppressPackageStartupMessages({library(rms); library(survival)})
set.seed(6); tied <- c(rep(.5, 6), round(rexp(40) + .6, 4)); top <- c(round(rexp(40), 4), rep(20, 5)); both <- c(rep(0, 8), seq(.1, 8, length.out = 60), rep(9, 8))
sets <- list(age = pbc$age[1:312], small = round(rnorm(35, 10, 3), 2), tied = tied, top = top, both = both, cars = mtcars$hp)
for (nm in names(sets)) for (nk in 3:7) { x <- sets[[nm]]; k <- suppressWarnings(rcspline.eval(x, nk = nk, knots.only = TRUE)); if (length(k) != nk) next
  B <- rcspline.eval(x, knots = k, inclx = TRUE, norm = 2); case(paste("basis", nm, nk), "Hmisc::rcspline.eval", list(x = x, k = nk), list(knots = k, basis = as.numeric(B))) }
# test of non-linearity: Wald, as rms::anova
d <- subset(pbc, !is.na(trt) & !is.na(albumin)); d$s <- as.numeric(d$status == 2); k <- attr(rcs(d$age, 4), "parms")
o <- anova(ols(log(bili) ~ rcs(age, k) + albumin, d)); l <- anova(lrm(s ~ rcs(age, k) + albumin, d, tol = 1e-14, eps = 1e-12, maxit = 100)); c1 <- anova(cph(Surv(time, s) ~ rcs(age, k) + albumin, d, eps = 1e-14, iter.max = 100))
inp <- list(age = d$age, albumin = d$albumin, y = log(d$bili), s = d$s, time = d$time, knots = k)
case("test ols", "rms::anova(ols(y ~ rcs(age, 4) + albumin))", inp, list(f = o[" Nonlinear", "F"], p = o[" Nonlinear", "P"], all = o["age", "F"], allp = o["age", "P"]))
case("test logistic", "rms::anova(lrm)", inp, list(f = l[" Nonlinear", "Chi-Square"], p = l[" Nonlinear", "P"], all = l["age", "Chi-Square"], allp = l["age", "P"]))
case("test cox", "rms::anova(cph)", inp, list(f = c1[" Nonlinear", "Chi-Square"], p = c1[" Nonlinear", "P"], all = c1["age", "Chi-Square"], allp = c1["age", "P"]))
finish("spline", c("Hmisc", "rms"))
