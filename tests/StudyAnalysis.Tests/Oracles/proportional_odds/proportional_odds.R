source("../oracle.R")
suppressPackageStartupMessages({library(ordinal); library(MASS)})
set.seed(5); n <- 60; x <- round(rnorm(n), 2); g <- rep(0:1, n / 2); l <- .8 * x - .6 * g + rlogis(n)
hs <- housing[rep(seq_len(nrow(housing)), housing$Freq), ] # Venables and Ripley (2002), section 7.3
sets <- list(
  wine = list(y = as.integer(wine$rating), x = list(as.numeric(wine$temp == "warm"), as.numeric(wine$contact == "yes"))), # Randall (1989), the example of Christensen's vignette
  housing = list(y = as.integer(hs$Sat), x = list(as.numeric(hs$Infl == "Medium"), as.numeric(hs$Infl == "High"), as.numeric(hs$Type == "Apartment"), as.numeric(hs$Type == "Atrium"), as.numeric(hs$Type == "Terrace"), as.numeric(hs$Cont == "High"))),
  grades = list(y = as.integer(cut(l, c(-Inf, -1.5, 0, 1, Inf))) * 2L - 3L, x = list(x, g)),
  two = list(y = as.integer(l > 0), x = list(x, 1000 * g)))
for (nm in names(sets)) { s <- sets[[nm]]; d <- data.frame(y = factor(s$y), do.call(cbind, s$x)); m <- clm(y ~ ., data = d, control = clm.control(gradTol = 1e-13, relTol = 1e-15, maxIter = 200)); m0 <- clm(y ~ 1, data = d)
  b <- m$beta; a <- m$alpha; V <- vcov(m); se <- sqrt(diag(V)); k <- length(a); sb <- se[-(1:k)]; lr <- 2 * (m$logLik - m0$logLik)
  case(paste("fit", nm), "ordinal::clm(factor(y) ~ x)", list(y = s$y, x = s$x), list(b = b, se = sb, p = 2 * pnorm(-abs(b / sb)), low = b - qnorm(.975) * sb, high = b + qnorm(.975) * sb, a = a, sea = se[1:k], loglik = m$logLik, lr = lr, lrp = pchisq(lr, length(b), lower.tail = FALSE), cov12 = V[1, k + 1],
    probabilities = as.numeric({ e <- plogis(a - sum(b * sapply(s$x, `[`, 3))); diff(c(0, e, 1)) }))) }
finish("proportional_odds", "ordinal")
