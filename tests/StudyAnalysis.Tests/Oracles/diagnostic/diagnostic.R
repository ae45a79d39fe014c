source("../oracle.R")
suppressPackageStartupMessages(library(epiR))
tabs <- list(crt = c(13, 9, 4, 19), rare = c(4, 30, 1, 400), even = c(25, 5, 10, 60), perfectly = c(12, 3, 3, 40))
for (nm in names(tabs)) for (l in c(.95, .9)) { z <- tabs[[nm]]; e <- epi.tests(z, method = "wilson", conf.level = l)$detail; g <- function(s) { r <- e[e$statistic == s, ]; c(r$est, r$lower, r$upper) }
  se <- g("se"); sp <- g("sp"); pp <- g("pv.pos"); np <- g("pv.neg"); lp <- g("lr.pos"); ln <- g("lr.neg")
  case(paste(nm, l), "epiR::epi.tests(method = 'wilson')", list(tp = z[1], fp = z[2], fn = z[3], tn = z[4], level = l), list(se = se, sp = sp, ppv = pp, npv = np, lrp = lp, lrn = ln)) }
finish("diagnostic", "epiR")
