source("../oracle.R")
suppressPackageStartupMessages({library(glmnet); library(survival)})
glmnet.control(fdev = 0, devmax = 1, epsnr = 1e-14, mxitnr = 1000)
set.seed(14); n <- 60; x <- round(matrix(rnorm(n * 6), n) %*% chol(.5 * diag(6) + .5), 2) * rep(c(1, 10, .1, 1, 1, 5), each = n); y <- round(drop(scale(x) %*% c(1, -.5, 0, .3, 0, 0)) + rnorm(n), 3); d <- as.numeric(y + rlogis(n) > 0)
t <- round(rexp(n, exp(.5 * y)) + .05, 1); s <- rbinom(n, 1, .7); wide <- round(matrix(rnorm(12 * 20), 12), 2); wy <- round(wide[, 1] - wide[, 2] + rnorm(12, 0, .3), 3)
fam <- list(gaussian = y, binomial = d, cox = Surv(t, s)); fold <- rep(0:4, 12)[order(rnorm(n))]
put <- function(nm, f, x, yy, alpha, std = TRUE) {
  m <- glmnet(x, yy, family = f, alpha = alpha, standardize = std, thresh = 1e-22, maxit = 1e7, nlambda = 40); k <- c(if (alpha > 0) 1, 2, 5, 10, 20, 30, 40) # for ridge glmnet puts the first penalty to infinity
  case(paste("path", nm), "glmnet(thresh = 1e-22, fdev = 0)", list(family = f, x = unname(lapply(seq_len(ncol(x)), function(j) x[, j])), y = if (f == "cox") t else yy, status = if (f == "cox") s else numeric(), alpha = alpha, standardize = std, at = k - 1),
    list(lambda = m$lambda, b = as.numeric(as.matrix(m$beta)[, k]), a0 = if (f == "cox") rep(0, length(k)) else m$a0[k], dev = m$dev.ratio[k], df = m$df[k])) }
for (f in names(fam)) for (a in c(1, .5, 0)) put(paste(f, a), f, x, fam[[f]], a)
put("gaussian raw", "gaussian", x, y, .7, FALSE); put("gaussian wide", "gaussian", wide, wy, .9); put("gaussian constant", "gaussian", cbind(x[, 1:2], 3), y, 1)
for (f in names(fam)) { m <- glmnet(x, fam[[f]], family = f, alpha = .8, nlambda = 30, thresh = 1e-22, maxit = 1e7)
  cv <- cv.glmnet(x, fam[[f]], family = f, alpha = .8, lambda = m$lambda, foldid = fold + 1, thresh = 1e-22, maxit = 1e7)
  case(paste("cv", f), "cv.glmnet(foldid, lambda)", list(family = f, x = unname(lapply(1:6, function(j) x[, j])), y = if (f == "cox") t else fam[[f]], status = if (f == "cox") s else numeric(), alpha = .8, folds = fold), list(lambda = cv$lambda, cvm = cv$cvm, cvsd = cv$cvsd, min = cv$index[1] - 1, se1 = cv$index[2] - 1)) }
l1 <- glmnet(x, y, nlambda = 10, thresh = 1e-22); cv <- suppressWarnings(cv.glmnet(x, y, lambda = l1$lambda, foldid = rep(1:30, 2), thresh = 1e-22))
case("cv small folds", "cv.glmnet, 2 a fold", list(family = "gaussian", x = unname(lapply(1:6, function(j) x[, j])), y = y, status = numeric(), alpha = 1, folds = rep(0:29, 2)), list(lambda = cv$lambda, cvm = cv$cvm, cvsd = cv$cvsd, min = cv$index[1] - 1, se1 = cv$index[2] - 1))
# published: Friedman, Hastie and Tibshirani's prostate example (lasso, Hastie et al. 2009, table 3.3) needs their scaling; mtcars as a further real data set instead
put("gaussian mtcars", "gaussian", as.matrix(mtcars[, -1]), mtcars$mpg, 1)
finish("elastic_net", "glmnet")
