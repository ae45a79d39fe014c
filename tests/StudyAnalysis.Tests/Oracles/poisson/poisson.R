source("../oracle.R")
suppressPackageStartupMessages({library(sandwich); library(MASS)})
set.seed(8); n <- 40; x <- round(rnorm(n), 2); t <- round(runif(n, .5, 4), 2); y <- rpois(n, t * exp(.2 + .4 * x)); z <- rbinom(n, 1, plogis(-.5 + x))
ins <- Insurance # Baxter et al. (1980), in MASS
sets <- list(follow = list(y = y, x = list(x), offset = log(t)), binary = list(y = z, x = list(x), offset = rep(0, n)), insurance = list(y = ins$Claims, x = list(as.numeric(ins$District == 2), as.numeric(ins$Age == ">35"), 1e3 * as.numeric(ins$Group == ">2l")), offset = log(ins$Holders)),
  dobson = list(y = c(18, 17, 15, 20, 10, 20, 25, 13, 12), x = list(rep(c(0, 1, 0), 3), rep(c(0, 0, 1), 3)), offset = rep(0, 9))) # Dobson (1990), page 93, the example of ?glm
for (nm in names(sets)) { s <- sets[[nm]]; d <- data.frame(y = s$y, do.call(cbind, s$x)); m <- glm(y ~ ., family = poisson, data = d, offset = s$offset, epsilon = 1e-15, maxit = 100); m <- glm(y ~ ., family = poisson, data = d, offset = s$offset, epsilon = 1e-15, maxit = 100, start = coef(m))
  # standard errors from the fitted values: summary(glm) takes the weights of the step before the last
  X <- model.matrix(m); mu <- fitted(m); bread <- solve(crossprod(X * sqrt(mu))); h <- rowSums((X %*% bread) * X) * mu; r <- s$y - mu; p <- ncol(X); nn <- nrow(X)
  for (type in c("Classical", "HC0", "HC1", "HC2", "HC3")) { om <- switch(type, HC0 = r^2, HC1 = r^2 * nn / (nn - p), HC2 = r^2 / (1 - h), HC3 = r^2 / (1 - h)^2); V <- if (type == "Classical") bread else bread %*% crossprod(X * sqrt(om)) %*% bread
    stopifnot(max(abs(V / (if (type == "Classical") vcov(m) else vcovHC(m, type = type)) - 1)) < 1e-6)
    b <- coef(m); se <- sqrt(diag(V)); case(paste("fit", nm, type), "glm(family = poisson), sandwich::vcovHC(type)", list(y = s$y, x = s$x, offset = s$offset, type = type),
      list(b = b, se = se, p = 2 * pnorm(-abs(b / se)), low = b - qnorm(.975) * se, high = b + qnorm(.975) * se, loglik = sum(dpois(s$y, mu, log = TRUE)), deviance = deviance(m), dispersion = sum(r^2 / mu) / (nn - p))) } }
finish("poisson", c("sandwich", "MASS"))
