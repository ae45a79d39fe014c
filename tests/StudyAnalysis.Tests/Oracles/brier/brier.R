source("../oracle.R")
suppressPackageStartupMessages({library(riskRegression); library(survival); library(prodlim)})
set.seed(4); n <- 90; x <- rnorm(n); t <- round(rexp(n, .1 * exp(x)), 0) + 1; cc <- round(runif(n, 2, 25)); time <- pmin(t, cc); d <- as.numeric(t <= cc); p <- round(plogis(x - .2), 3)
tr <- na.omit(subset(pbc, select = c(time, status, age, bili))); tr$d <- as.numeric(tr$status == 2); pp <- round(plogis(-4 + .03 * tr$age + .9 * log(tr$bili)), 4)
put <- function(nm, time, d, p, h) { dd <- data.frame(time, d); s <- Score(list(m = matrix(p, ncol = 1)), Surv(time, d) ~ 1, data = dd, times = h, metrics = "brier", cens.model = "km", conservative = TRUE, null.model = TRUE, summary = "ipa", contrasts = FALSE)$Brier$score
  m <- s[s$model == "m", ]; z <- s[s$model == "Null model", ]; print(s)
  case(nm, "riskRegression::Score(cens.model = 'km', conservative = TRUE)", list(time = time, d = d, p = p, h = h), list(brier = m$Brier, se = m$se, null = z$Brier, ipa = m$IPA)) }
put("cohort 5", time, d, p, 5); put("cohort 10", time, d, p, 10); put("pbc 1500", tr$time, tr$d, pp, 1500); put("none censored", t, rep(1, n), p, 8)
y <- d; case("plain", "mean((y - p)^2)", list(p = p, y = y), list(brier = mean((y - p)^2), se = sd((y - p)^2) / sqrt(n), null = mean((y - mean(y))^2), ipa = 1 - mean((y - p)^2) / mean((y - mean(y))^2)))
finish("brier", "riskRegression")
