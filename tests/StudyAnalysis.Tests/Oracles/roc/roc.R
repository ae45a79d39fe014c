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
g <- aSAH$gender == "Male"
for (a in c("two.sided", "less", "greater")) for (v in c("s100b", "ndka")) for (swap in c(FALSE, TRUE)) {
  A <- if (swap) !g else g; r1 <- roc(y[A], aSAH[[v]][A], direction = "<", quiet = TRUE, levels = c(FALSE, TRUE)); r2 <- roc(y[!A], aSAH[[v]][!A], direction = "<", quiet = TRUE, levels = c(FALSE, TRUE))
  h <- roc.test(r1, r2, method = "delong", paired = FALSE, alternative = a); d <- as.numeric(r1$auc - r2$auc); t <- as.numeric(h$statistic); se <- d / t; df <- as.numeric(h$parameter)
  ci <- switch(a, two.sided = d + c(-1, 1) * qt(.975, df) * se, less = c(-Inf, d + qt(.95, df) * se), greater = c(d - qt(.95, df) * se, Inf))
  case(paste("unpaired", v, a, if (swap) "female first" else "male first"), "pROC::roc.test(method = 'delong', paired = FALSE)",
    list(first1 = aSAH[[v]][A & y], first0 = aSAH[[v]][A & !y], second1 = aSAH[[v]][!A & y], second0 = aSAH[[v]][!A & !y], alternative = a), list(estimate = d, se = se, statistic = t, df = df, p = as.numeric(h$p.value), low = ci[1], high = ci[2])) }
for (v in c("s100b", "ndka", "age")) for (fo in c("specificity", "sensitivity")) for (lim in list(c(.9, 1), c(.6, .85), c(0, 1), c(.713, .7131))) for (cor in c(FALSE, TRUE)) {
  r <- roc(y, aSAH[[v]], direction = "<", quiet = TRUE, levels = c(FALSE, TRUE)); a <- suppressWarnings(auc(r, partial.auc = rev(lim), partial.auc.focus = fo, partial.auc.correct = cor, allow.invalid.partial.auc.correct = FALSE))
  case(paste("partial", v, fo, lim[1], lim[2], cor), "pROC::auc(partial.auc)", list(cases = aSAH[[v]][y], controls = aSAH[[v]][!y], low = lim[1], high = lim[2], focus = fo, standardized = cor), list(estimate = as.numeric(a))) }
for (v in c("s100b", "ndka", "age")) { r <- roc(y, aSAH[[v]], direction = "<", quiet = TRUE, levels = c(FALSE, TRUE)); b <- coords(r, "best", best.method = "youden", transpose = FALSE); set.seed(9)
  bt <- replicate(4000, { i <- c(sample(which(y), replace = TRUE), sample(which(!y), replace = TRUE)); q <- roc(y[i], aSAH[[v]][i], direction = "<", quiet = TRUE, levels = c(FALSE, TRUE)); c(max(q$sensitivities + q$specificities - 1), as.numeric(q$auc)) })
  case(paste("youden", v), "pROC::coords('best'); stratified bootstrap of 4000", list(cases = aSAH[[v]][y], controls = aSAH[[v]][!y]), list(threshold = max(b$threshold), sensitivity = b$sensitivity[which.max(b$threshold)], specificity = b$specificity[which.max(b$threshold)], jlow = unname(quantile(bt[1, ], .025)), jhigh = unname(quantile(bt[1, ], .975)))) }
r1 <- roc(y, aSAH$s100b, direction = "<", quiet = TRUE, levels = c(FALSE, TRUE)); r2 <- roc(y, aSAH$ndka, direction = "<", quiet = TRUE, levels = c(FALSE, TRUE)); set.seed(3)
bt <- replicate(4000, { i <- c(sample(which(y), replace = TRUE), sample(which(!y), replace = TRUE)); as.numeric(auc(y[i], aSAH$s100b[i], direction = "<", quiet = TRUE, levels = c(FALSE, TRUE))) - as.numeric(auc(y[i], aSAH$ndka[i], direction = "<", quiet = TRUE, levels = c(FALSE, TRUE))) })
case("bootstrap difference", "stratified paired bootstrap of 4000", list(first = aSAH$s100b, second = aSAH$ndka, y = y), list(estimate = as.numeric(r1$auc - r2$auc), sd = sd(bt), low = unname(quantile(bt, .025)), high = unname(quantile(bt, .975))))
finish("roc", "pROC")
