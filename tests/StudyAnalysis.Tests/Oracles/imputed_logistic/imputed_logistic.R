# Logistic regression (maximum likelihood and Firth) on a predictor with 3 of 16 values below their limit: multiple imputation from the truncated normal distribution,
# 2,000 data sets, so that these are nearly the limits that 20 data sets scatter around. between = variance of one data set's estimate between data sets.
# Run: Rscript imputed_logistic.R  (writes imputed_logistic.json; some minutes)
source("../oracle.R")
suppressPackageStartupMessages({ library(survival); library(brglm2); library(MASS) })
set.seed(20261123)
x <- c(2, 2, 2, 2.6, 3.1, 3.4, 3.9, 4.2, 4.8, 5.0, 5.5, 5.9, 6.3, 6.8, 7.4, 8.1)
below <- c(TRUE, TRUE, TRUE, rep(FALSE, 13))
y <- c(0, 0, 1, 0, 0, 1, 0, 1, 0, 1, 0, 1, 1, 0, 1, 1)
tobit <- survreg(Surv(x, !below, type = "left") ~ y, dist = "gaussian", control = survreg.control(rel.tolerance = 1e-14, maxiter = 200))
m <- 2000
parameters <- mvrnorm(m, c(coef(tobit), log(tobit$scale)), vcov(tobit))
complete <- function(p) {
  mean <- p[1] + p[2] * y; sigma <- exp(p[3])
  drawn <- mean + sigma * qnorm(runif(length(x)) * pnorm(x, mean, sigma))
  ifelse(below, drawn, x)
}
sets <- apply(parameters, 1, complete)
quartiles <- rowMeans(apply(sets, 2, quantile, c(.25, .75)))
fit <- function(z, type) glm(y ~ z, family = binomial, method = "brglmFit", type = type, epsilon = 1e-12, maxit = 500)
difference <- function(f) {
  m <- cbind(1, quartiles); p <- plogis(drop(m %*% coef(f)))
  g <- p[2] * (1 - p[2]) * m[2, ] - p[1] * (1 - p[1]) * m[1, ]
  c(p[2] - p[1], sqrt(drop(t(g) %*% vcov(f) %*% g)))
}
pooled <- function(est, se, data_sets = 20) {
  b <- var(est); w <- mean(se^2)
  list(estimate = mean(est), se = sqrt(w + (1 + 1 / data_sets) * b), between = b)
}
for (type in c("ML", "AS_mean")) {
  fits <- lapply(seq_len(m), function(i) fit(sets[, i], type))
  slope <- pooled(sapply(fits, function(f) coef(f)[2]), sapply(fits, function(f) sqrt(vcov(f)[2, 2])))
  d <- sapply(fits, difference)
  risk <- pooled(d[1, ], d[2, ])
  case(if (type == "ML") "none" else "firth", "survreg, truncated normal draws, glm(method = 'brglmFit') per data set, Rubin's rules",
       list(x = x, y = y, below = as.integer(below)),
       list(slope = slope$estimate, slope.se = slope$se, slope.between = slope$between,
            difference = risk$estimate, difference.se = risk$se, difference.between = risk$between))
}
finish("imputed_logistic", c("survival", "brglm2", "MASS"))
