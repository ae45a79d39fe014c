source("../oracle.R")
suppressPackageStartupMessages(library(survival))
tight <- survreg.control(maxiter = 500, rel.tolerance = 1e-15, toler.chol = 1e-14)
# plotting positions written out from Helsel and Cohn (1988), equations 1 to 6, by brute counting over each limit
ros <- function(x, b) { lim <- sort(unique(x[b])); lim0 <- c(-Inf, lim); k <- length(lim0); pe <- numeric(k + 1)
  for (j in k:2) { hi <- if (j == k) Inf else lim0[j + 1]; A <- sum(!b & x >= lim0[j] & x < hi); B <- sum(b & x <= lim0[j]) + sum(!b & x < lim0[j]); pe[j] <- pe[j + 1] + A / (A + B) * (1 - pe[j + 1]) }
  pe[1] <- 1; pp <- numeric(length(x))
  for (j in 1:k) { hi <- if (j == k) Inf else lim0[j + 1]; i <- which(!b & x >= lim0[j] & x < hi); if (length(i)) pp[i] <- (1 - pe[j]) + (pe[j] - pe[j + 1]) * rank(x[i], ties.method = "first") / (length(i) + 1)
    i <- which(b & x == lim0[j]); if (length(i)) pp[i] <- (1 - pe[j]) * seq_along(i) / (length(i) + 1) }
  m <- lm(log(x[!b]) ~ qnorm(pp[!b])); y <- x; y[b] <- exp(coef(m)[1] + coef(m)[2] * qnorm(pp[b])); y }
kmean <- function(x, b) { M <- max(x) + 1; s <- survfit(Surv(M - x, !b) ~ 1); t <- c(0, s$time); S <- c(1, s$surv); e <- sum(-diff(S) * (M - s$time)) + S[length(S)] * min(x); v <- sum(-diff(S) * (M - s$time - e)^2) + S[length(S)] * (min(x) - e)^2; c(e, sqrt(v)) }
set.seed(12); z <- round(exp(rnorm(45, 1, .9)), 2); l <- rep(c(1, 1.8, 3), 15); b <- z < l; z <- ifelse(b, l, z)
sets <- list(helsel_cohn = list(c(1, 1, 1, 1, 1, 1, 10, 10, 10, 3, 7, 9, 12, 15, 20, 27, 33, 50), rep(c(TRUE, FALSE), each = 9)), # Helsel and Cohn (1988), appendix B
  oahu = list(c(3.2, 2.8, 2, 2, 2, 2, 2, 2, 2, 2, 1.7, 1.5, 1, 1, 1, 1, .9, .9, .7, .7, .6, .5, .5, .5), c(F, F, T, T, T, T, T, T, T, T, F, F, T, T, T, T, F, T, F, F, F, F, F, F)), # Oahu arsenic, Helsel (2005)
  cohort = list(z, b), high = list(c(2, 3, 4, 5, 9), c(F, F, F, F, T)), none = list(c(3, 1, 2, 2, 7), rep(FALSE, 5)))
for (nm in names(sets)) { x <- sets[[nm]][[1]]; b <- sets[[nm]][[2]]; y <- if (any(b)) ros(x, b) else x; q <- unname(quantile(y, c(.25, .5, .75)))
  case(paste("ros", nm), "Helsel and Cohn (1988) written out", list(v = x, below = b), list(completed = y, mean = mean(y), sd = sd(y), q = q))
  k <- kmean(x, b); case(paste("km", nm), "survfit(Surv(M - x, !below) ~ 1)", list(v = x, below = b), list(mean = k[1], sd = k[2]))
  m <- survreg(Surv(log(x), !b, type = "left") ~ 1, dist = "gaussian", control = tight); mu <- coef(m)[[1]]; s <- m$scale; V <- vcov(m); g <- c(1, s^2); se <- sqrt(drop(g %*% V %*% g)); e <- mu + s^2 / 2
  case(paste("ml", nm), "survreg(dist = 'lognormal'), delta method", list(v = x, below = b), list(mean = exp(e), sd = exp(e) * sqrt(exp(s^2) - 1), low = exp(e - qnorm(.975) * se), high = exp(e + qnorm(.975) * se), q = exp(mu + qnorm(c(.25, .5, .75)) * s))) 
  print(c(nm, round(c(mean(y), sd(y), median(y), k, exp(e), exp(e) * sqrt(exp(s^2) - 1), exp(mu)), 4))) }
finish("censored_summary", "survival")
