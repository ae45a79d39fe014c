source("../oracle.R")
# rmcorr is analysis of covariance: everything from lm; interval by Fisher z with effective size df + 2 (rmcorr 0.7)
# Bland and Altman (1995), BMJ 310:446: intramural pH and PaCO2 of eight patients, as in rmcorr::bland1995
bland <- data.frame(s = rep(1:8, c(4, 4, 9, 5, 8, 6, 3, 8)),
  ph = c(6.68, 6.53, 6.43, 6.33, 6.85, 7.06, 7.13, 7.17, 7.40, 7.42, 7.41, 7.37, 7.34, 7.35, 7.28, 7.30, 7.34, 7.36, 7.33, 7.29, 7.30, 7.35, 7.35, 7.30, 7.30, 7.37, 7.27, 7.28, 7.32, 7.32, 7.38, 7.30, 7.29, 7.33, 7.31, 7.33, 6.86, 6.94, 6.92, 7.19, 7.29, 7.21, 7.25, 7.20, 7.19, 6.77, 6.82),
  co2 = c(3.97, 4.12, 4.09, 3.97, 5.27, 5.37, 5.41, 5.44, 5.67, 3.64, 4.32, 4.73, 4.96, 5.04, 5.22, 4.82, 5.07, 5.67, 5.10, 5.53, 4.75, 5.51, 4.28, 4.44, 4.32, 3.23, 4.46, 4.72, 4.75, 4.99, 4.78, 4.73, 5.12, 4.93, 5.03, 4.93, 6.85, 6.44, 6.52, 5.28, 4.56, 4.34, 4.32, 4.41, 3.69, 6.09, 5.58))
set.seed(13)
mixed <- data.frame(s = rep(c(7, 3, 3, 9, 1, 1, 1, 9, 3, 12), 1), ph = c(1, 2, 5, 4, 4, 6, 9, 3, 2, 8), co2 = c(2, 1, 3, 3, 2, 2, 7, 1, 2, 4))   # unsorted, ties, single pairs (7 and 12)
orange <- data.frame(s = as.integer(as.character(Orange$Tree)), ph = Orange$age, co2 = Orange$circumference)
negative <- transform(mixed, co2 = -co2)
for (nm in c("bland", "mixed", "orange", "negative")) for (a in c("two.sided", "less", "greater")) for (l in c(.95, .9)) {
  d <- get(nm); fit <- lm(co2 ~ factor(s) + ph, d); df <- fit$df.residual; t <- coef(summary(fit))["ph", "t value"]; r <- t / sqrt(t^2 + df)
  an <- anova(lm(co2 ~ factor(s), d), fit); stopifnot(isTRUE(all.equal(abs(r), sqrt(an[2, 4] / an[1, 2]))))
  q <- qnorm(if (a == "two.sided") (1 + l) / 2 else l); se <- 1 / sqrt(df - 1)
  case(paste("repeated", nm, a, l), "lm(y ~ factor(subject) + x)", list(s = d$s, x = d$ph, y = d$co2, alternative = a, level = l),
       list(estimate = r, statistic = t, df = df, p = switch(a, less = pt(t, df), greater = pt(t, df, lower.tail = FALSE), 2 * pt(-abs(t), df)),
            low = if (a == "less") -1 else tanh(atanh(r) - q * se), high = if (a == "greater") 1 else tanh(atanh(r) + q * se))) }
finish("repeated_correlation")
