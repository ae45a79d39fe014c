source("../oracle.R")
suppressPackageStartupMessages(library(pROC))
data(aSAH)
y <- aSAH$outcome == "Poor"
for (v in c("s100b", "ndka", "age")) for (l in c(.95, .9)) {
  r <- roc(y, aSAH[[v]], direction = "<", quiet = TRUE, levels = c(FALSE, TRUE)); ci <- ci.auc(r, conf.level = l, method = "delong"); a <- as.numeric(r$auc); se <- sqrt(var(r, method = "delong"))
  lg <- plogis(qlogis(a) + c(-1, 1) * qnorm((1 + l) / 2) * se / (a * (1 - a)))
  case(paste("area", v, l), "pROC::ci.auc(method = 'delong')", list(cases = aSAH[[v]][y], controls = aSAH[[v]][!y], level = l), list(estimate = a, se = se, low = ci[1], high = ci[3]))
  case(paste("logit", v, l), "pROC auc and var on the logit scale", list(cases = aSAH[[v]][y], controls = aSAH[[v]][!y], level = l), list(estimate = a, se = se, low = lg[1], high = lg[2]))
}
cc <- list(tiny = list(c(3, 5, 5), c(1, 3, 3, 5)), near1 = list(c(4, 5, 6, 7), c(1, 2, 3, 4.5)), below = list(c(1, 2, 2.5), c(2, 3, 4)))
for (nm in names(cc)) { z <- cc[[nm]]; r <- roc(controls = z[[2]], cases = z[[1]], direction = "<", quiet = TRUE); ci <- ci.auc(r, method = "delong")
  case(paste("area", nm), "pROC::ci.auc(method = 'delong')", list(cases = z[[1]], controls = z[[2]]), list(estimate = as.numeric(r$auc), se = sqrt(var(r, method = "delong")), low = ci[1], high = ci[3])) }
for (a in c("two.sided", "less", "greater")) for (pr in list(c("s100b", "ndka"), c("ndka", "s100b"), c("s100b", "age"))) {
  r1 <- roc(y, aSAH[[pr[1]]], direction = "<", quiet = TRUE, levels = c(FALSE, TRUE)); r2 <- roc(y, aSAH[[pr[2]]], direction = "<", quiet = TRUE, levels = c(FALSE, TRUE))
  h <- roc.test(r1, r2, method = "delong", paired = TRUE, alternative = a); d <- as.numeric(r1$auc - r2$auc); z <- as.numeric(h$statistic)
  case(paste("compare", paste(pr, collapse = " "), a), "pROC::roc.test(method = 'delong', paired = TRUE)", list(first = aSAH[[pr[1]]], second = aSAH[[pr[2]]], y = y, alternative = a), list(estimate = d, se = d / z, statistic = z, p = as.numeric(h$p.value)))
}
finish("roc", "pROC")
