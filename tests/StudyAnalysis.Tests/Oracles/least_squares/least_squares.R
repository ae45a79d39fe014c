source("../oracle.R")
suppressPackageStartupMessages({library(sandwich)})
set.seed(11); n <- 24; base <- round(rnorm(n, 8, 1), 3); g <- rep(c(1, 0), c(10, 14)); age <- round(runif(n, 40, 80)); y <- round(1 + .6 * base + .5 * g + rnorm(n, 0, .2 + g), 3)
coefs <- function(m, V, df, l = .95) { b <- coef(m); se <- sqrt(diag(V)); t <- b / se; list(b = unname(b), se = unname(se), t = unname(t), p = unname(2 * pt(-abs(t), df)), low = unname(b - qt((1 + l) / 2, df) * se), high = unname(b + qt((1 + l) / 2, df) * se)) }
for (type in c("Classical", "HC0", "HC1", "HC2", "HC3")) for (nm in c("cohort", "cars")) {
  if (nm == "cohort") { m <- lm(y ~ base + age + g); X <- list(base = base, age = age, g = g); yy <- y } else { m <- lm(dist ~ speed + I(speed^2), cars); X <- list(speed = cars$speed, speed2 = cars$speed^2); yy <- cars$dist }
  V <- if (type == "Classical") vcov(m) else vcovHC(m, type = type)
  case(paste("fit", nm, type), "lm(y ~ x), sandwich::vcovHC(type)", list(y = yy, x = unname(X), type = type), c(coefs(m, V, m$df.residual), list(sigma = summary(m)$sigma, r2 = summary(m)$r.squared, hat = unname(hatvalues(m)), resid = unname(resid(m)))))
  w <- c(1, rep(2, length(coef(m)) - 1)); est <- sum(w * coef(m)); se <- sqrt(drop(w %*% V %*% w)); t <- est / se; df <- m$df.residual
  case(paste("contrast", nm, type), "w' beta", list(y = yy, x = unname(X), type = type, w = w), list(estimate = est, se = se, statistic = t, df = df, p = 2 * pt(-abs(t), df), low = est - qt(.975, df) * se, high = est + qt(.975, df) * se))
}
for (type in c("Classical", "HC3")) for (cov in c(FALSE, TRUE)) for (a in c("two.sided", "less", "greater")) {
  m <- if (cov) lm(y ~ base + age + g) else lm(y ~ base + g); V <- if (type == "HC3") vcovHC(m, type = "HC3") else vcov(m); b <- coef(m)[["g"]]; se <- sqrt(V["g", "g"]); t <- b / se; df <- m$df.residual
  q <- qt(if (a == "two.sided") .975 else .95, df)
  case(paste("ancova", type, cov, a), "lm(y ~ base + g), vcovHC", list(y = y, base = base, g = g, age = if (cov) age else numeric(), type = type, alternative = a),
    list(estimate = b, se = se, statistic = t, df = df, p = switch(a, less = pt(t, df), greater = pt(t, df, lower.tail = FALSE), 2 * pt(-abs(t), df)), low = if (a == "less") "-Inf" else b - q * se, high = if (a == "greater") "Inf" else b + q * se))
}
w <- round(runif(n, .2, 3), 2); for (type in c("Classical", "HC0", "HC3")) { m <- lm(y ~ base + age + g, weights = w); V <- if (type == "Classical") vcov(m) else vcovHC(m, type = type)
  case(paste("weighted", type), "lm(y ~ x, weights = w), sandwich::vcovHC(type)", list(y = y, x = list(base, age, g), w = w, type = type), c(coefs(m, V, m$df.residual), list(sigma = summary(m)$sigma, r2 = summary(m)$r.squared, hat = unname(hatvalues(m)), resid = unname(resid(m))))) }
finish("least_squares", "sandwich")
