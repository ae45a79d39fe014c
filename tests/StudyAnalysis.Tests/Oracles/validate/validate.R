source("../oracle.R")
suppressPackageStartupMessages({library(rms); library(survival)})
set.seed(3); n <- 70; x1 <- round(rnorm(n), 2); x2 <- round(rnorm(n, 50, 10), 1); x3 <- rep(0:1, n / 2); y <- rbinom(n, 1, plogis(x1 + .03 * (x2 - 50))); B <- 25
time <- round(rexp(n, .1 * exp(.6 * x1)), 1) + .1; d <- rbinom(n, 1, .75)
X <- data.frame(x1, x2, x3)
dxy <- function(p, y) somers2(p, y)[["Dxy"]]
r2 <- function(lr, ll0, n) (1 - exp(-lr / n)) / (1 - exp(2 * ll0 / n))
g <- function(f, dat, w) glm(f, binomial, data = dat, epsilon = 1e-15, maxit = 100)
ll0 <- function(y) { p <- mean(y); sum(y * log(p) + (1 - y) * log(1 - p)) }
# the loop of rms:::validate.lrm and validate.cph with fits run to convergence: theirs stop at a change of the deviance of 0.025 (relative 1e-4)
logit <- function(tr, te) { m <- g(y ~ ., cbind(y, X)[tr, ]); lp <- drop(cbind(1, as.matrix(X)) %*% coef(m)); l <- ll0(y[tr]); n1 <- length(tr); a <- dxy(lp[tr], y[tr])
  train <- c(a, (a + 1) / 2, r2(2 * (as.numeric(logLik(m)) - l), l, n1), 0, 1, mean((y[tr] - plogis(lp[tr]))^2))
  k <- g(y ~ lp, data.frame(y = y[te], lp = lp[te])); l <- ll0(y[te]); a <- dxy(lp[te], y[te])
  rbind(train, c(a, (a + 1) / 2, r2(2 * (as.numeric(logLik(k)) - l), l, length(te)), coef(k), mean((y[te] - plogis(lp[te]))^2))) }
ctl <- coxph.control(eps = 1e-14, iter.max = 100, toler.chol = 1e-15)
cdxy <- function(lp, i) unname(dxy.cens(lp[i], Surv(time[i], d[i]), type = "hazard")["Dxy"])
cox <- function(tr, te) { m <- coxph(Surv(time, d) ~ ., cbind(time, d, X)[tr, ], control = ctl); lp <- drop(as.matrix(X) %*% coef(m)); a <- cdxy(lp, tr)
  train <- c(a, (a + 1) / 2, r2(2 * diff(m$loglik), m$loglik[1], length(tr)), 1)
  k <- coxph(Surv(time[te], d[te]) ~ lp[te], control = ctl); a <- cdxy(lp, te); rbind(train, c(a, (a + 1) / 2, r2(2 * diff(k$loglik), k$loglik[1], length(te)), coef(k))) }
out <- function(f, S, tests) { all <- f(1:n, 1:n)[1, ]; r <- lapply(seq_along(S), function(i) f(S[[i]], tests[[i]])); tr <- rowMeans(sapply(r, function(m) m[1, ])); te <- rowMeans(sapply(r, function(m) m[2, ])); list(apparent = all, training = tr, test = te, optimism = tr - te, corrected = all - (tr - te)) }
set.seed(77); S <- lapply(1:B, function(i) sample(n, replace = TRUE)); whole <- lapply(1:B, function(i) 1:n)
inp <- list(y = y, time = time, d = d, x = list(x1, x2, x3), samples = lapply(S, function(s) s - 1L))
o <- out(logit, S, whole); set.seed(77); v <- validate(lrm(y ~ x1 + x2 + x3, x = TRUE, y = TRUE), B = B); print(v)
stopifnot(max(abs(v[c("Dxy", "R2", "Intercept", "Slope", "B"), "index.corrected"] - o$corrected[c(1, 3:6)])) < 2e-3)
case("logistic", "the loop of rms::validate(lrm) with converged fits", inp, o)
case("logistic rms", "rms::validate(lrm(y ~ x1 + x2 + x3, x = TRUE, y = TRUE), B = 25)", inp, list(corrected = v[c("Dxy", "R2", "Intercept", "Slope", "B"), "index.corrected"], optimism = v[c("Dxy", "R2", "Intercept", "Slope", "B"), "optimism"]))
o <- out(cox, S, whole); set.seed(77); v <- validate(cph(Surv(time, d) ~ x1 + x2 + x3, x = TRUE, y = TRUE), B = B); print(v)
stopifnot(max(abs(v[c("Dxy", "R2", "Slope"), "index.corrected"] - o$corrected[c(1, 3, 4)])) < 2e-3)
case("cox", "the loop of rms::validate(cph) with converged fits", inp, o)
case("cox rms", "rms::validate(cph(Surv(time, d) ~ x1 + x2 + x3, x = TRUE, y = TRUE), B = 25)", inp, list(corrected = v[c("Dxy", "R2", "Slope"), "index.corrected"], optimism = v[c("Dxy", "R2", "Slope"), "optimism"]))
# repeated cross-validation: training indices averaged over folds, predictions of a repeat tested together
K <- 5; folds <- lapply(1:3, function(r) sample(rep(0:(K - 1), length.out = n)))
cv <- function(kind) { f <- if (kind == "logistic") logit else cox; nm <- if (kind == "logistic") 6 else 4; all <- f(1:n, 1:n)[1, ]
  one <- function(fd) { lp <- numeric(n); tr <- 0; for (k in 0:(K - 1)) { i <- which(fd != k); j <- which(fd == k); if (kind == "logistic") { m <- g(y ~ ., cbind(y, X)[i, ]); p <- drop(cbind(1, as.matrix(X)) %*% coef(m)) } else { m <- coxph(Surv(time, d) ~ ., cbind(time, d, X)[i, ], control = ctl); p <- drop(scale(as.matrix(X), scale = FALSE) %*% coef(m)) }
      # Cox: measured from the mean row, since a Cox predictor has no zero of its own
      lp[j] <- p[j]; tr <- tr + f(i, 1:n)[1, ] / K }
    if (kind == "logistic") { a <- dxy(lp, y); k <- g(y ~ lp, data.frame(y, lp)); l <- ll0(y); te <- c(a, (a + 1) / 2, r2(2 * (as.numeric(logLik(k)) - l), l, n), coef(k), mean((y - plogis(lp))^2)) }
    else { a <- cdxy(lp, 1:n); k <- coxph(Surv(time, d) ~ lp, control = ctl); te <- c(a, (a + 1) / 2, r2(2 * diff(k$loglik), k$loglik[1], n), coef(k)) }
    rbind(tr, te) }
  r <- lapply(folds, one); tr <- rowMeans(sapply(r, function(m) m[1, ])); te <- rowMeans(sapply(r, function(m) m[2, ])); list(apparent = all, training = tr, test = te, optimism = tr - te, corrected = all - (tr - te)) }
inp$folds <- folds; inp$samples <- NULL
case("cv logistic", "glm on 5 folds, 3 repeats, predictions of a repeat together", inp, cv("logistic")); case("cv cox", "coxph on 5 folds, 3 repeats", inp, cv("cox"))
finish("validate", c("rms", "survival"))
