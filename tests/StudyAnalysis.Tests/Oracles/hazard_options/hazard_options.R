# Options of hazardModel on the ten rows of the engine's outcome study: robust variance by cluster, Fine-Gray's subdistribution hazard.
# Rscript hazard_options.R > hazard_options.csv
suppressPackageStartupMessages({ library(survival); library(cmprsk) })
d <- data.frame(t = 1:10, e = c(1, 2, 0, 1, 1, 2, 0, 1, 0, 2), marker = c(8, 2, 3, 9, 4, 1, 5, 7, 6, 2), pair = rep(1:5, each = 2))
tight <- suppressWarnings(coxph.control(eps = 1e-13, toler.chol = 1e-13, iter.max = 100))
cat("# R", as.character(getRversion()), "survival", as.character(packageVersion("survival")), "cmprsk", as.character(packageVersion("cmprsk")), "\n")
cat("case,estimate,se,ratio,low,high,p\n")
put <- function(case, b, se) cat(case, sprintf("%.16g", c(b, se, exp(b), exp(b - qnorm(.975) * se), exp(b + qnorm(.975) * se), 2 * pnorm(-abs(b / se)))), sep = ",", fill = 1000)
cox <- coxph(Surv(t, e == 1) ~ marker, d, cluster = pair, control = tight)
put("plain", coef(cox), sqrt(cox$naive.var[1, 1]))
put("cluster", coef(cox), sqrt(cox$var[1, 1]))
fg <- crr(d$t, d$e, d$marker, failcode = 1, gtol = 1e-14, maxiter = 40)
put("subdistribution", fg$coef, sqrt(fg$var[1, 1]))
