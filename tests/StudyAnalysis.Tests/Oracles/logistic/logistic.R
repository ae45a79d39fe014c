source("../oracle.R")
suppressPackageStartupMessages({library(brglm2); library(MASS)})
data(endometrial, package = "brglm2")
set.seed(2); sets <- list(
  endometrial = list(y = endometrial$HG, X = cbind(NV = endometrial$NV, PI = endometrial$PI, EH = endometrial$EH)),  # quasi-complete separation by NV, Heinze and Schemper (2002)
  birth = list(y = birthwt$low, X = cbind(age = birthwt$age, lwt = birthwt$lwt, smoke = birthwt$smoke)),
  small = list(y = c(0, 0, 1, 0, 1, 1, 0, 1), X = cbind(x = c(1.2, 2, 2.5, 3.1, 3.3, 4, 4.2, 5))),
  complete = list(y = c(0, 0, 0, 0, 1, 1, 1), X = cbind(x = c(1, 2, 2.2, 3, 4, 5, 5.5))))
pll <- function(b, y, X) { eta <- drop(X %*% b); w <- plogis(eta) * plogis(-eta); sum(ifelse(y == 1, plogis(eta, log.p = TRUE), plogis(-eta, log.p = TRUE))) + .5 * as.numeric(determinant(crossprod(X * sqrt(w)))$modulus) }
raw <- pll; pll <- function(b, y, X) { v <- raw(b, y, X); if (is.finite(v)) v else -1e6 }
# brute force: penalised likelihood maximised by a general optimiser, no formula of Firth's score; errors of 1e-6 se move it by 1e-12 only
maximise <- function(f, start, scale) { for (k in 1:4) start <- optim(start, function(b) -f(b), method = "BFGS", control = list(reltol = 1e-16, maxit = 5000, parscale = scale, ndeps = rep(1e-5, length(start))))$par; list(par = start, value = f(start)) }
for (nm in names(sets)) {
  y <- sets[[nm]]$y; X <- cbind(1, sets[[nm]]$X)
  fit <- suppressWarnings(glm(y ~ sets[[nm]]$X, family = binomial, method = "brglmFit", type = "AS_mean", epsilon = 1e-13, maxit = 10000))
  b <- unname(coef(fit)); lmax <- pll(b, y, X); V <- solve(crossprod(X * sqrt(fit$fitted.values * (1 - fit$fitted.values))))
  se <- unname(sqrt(diag(V)))
  held <- function(j, v, start) { if (ncol(X) == 1) return(pll(v, y, X)); f <- function(g) { bb <- numeric(ncol(X)); bb[j] <- v; bb[-j] <- g; pll(bb, y, X) }; maximise(f, start, se[-j])$value }
  lo <- hi <- lr <- numeric(length(b))
  for (j in seq_along(b)) {
    dev <- function(v) 2 * (lmax - held(j, v, b[-j])) - qchisq(.95, 1)
    step <- se[j]; a <- b[j] - step; while (dev(a) < 0) a <- a - step; z <- b[j] + step; while (dev(z) < 0) z <- z + step
    lo[j] <- uniroot(dev, c(a, b[j]), tol = 1e-13)$root; hi[j] <- uniroot(dev, c(b[j], z), tol = 1e-13)$root
    lr[j] <- 2 * (lmax - held(j, 0, b[-j]))
  }
  sep <- nm %in% c("endometrial", "complete")
  case(paste("firth", nm), "brglm2::brglmFit(type = 'AS_mean'); profile and LR by optim/nlm on the penalised likelihood", list(y = y, x = unname(lapply(seq_len(ncol(X) - 1), function(k) X[, k + 1])), names = as.list(colnames(sets[[nm]]$X))),
       list(b = b, se = se, low = lo, high = hi, lr = lr, p = pchisq(lr, 1, lower.tail = FALSE), loglik = lmax))
  if (!sep) { m <- glm(y ~ sets[[nm]]$X, family = binomial, epsilon = 1e-15, maxit = 100); 
    # summary(glm) takes the weights of the step before the last: standard errors from the fitted values instead
    s2 <- unname(sqrt(diag(solve(crossprod(X * sqrt(m$fitted.values * (1 - m$fitted.values))))))); b2 <- unname(coef(m)); z <- b2 / s2
    case(paste("ml", nm), "glm(family = binomial), confint.default", list(y = y, x = unname(lapply(seq_len(ncol(X) - 1), function(k) X[, k + 1]))), list(b = b2, se = s2, z = z, p = 2 * pnorm(-abs(z)), low = b2 - qnorm(.975) * s2, high = b2 + qnorm(.975) * s2, loglik = as.numeric(logLik(m)))) }
}
finish("logistic", c("brglm2", "MASS"))
