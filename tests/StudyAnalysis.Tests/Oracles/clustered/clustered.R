source("../oracle.R")
suppressPackageStartupMessages({library(clubSandwich); library(nlme)})
set.seed(21); sizes <- c(1, 2, 2, 3, 4, 4, 6, 1, 3, 8); id <- rep(seq_along(sizes), sizes); n <- length(id); x <- round(rnorm(n), 3); g <- rep(c(0, 1), 5)[id]; y <- round(2 + .4 * x - .5 * g + rnorm(10)[id] + rnorm(n), 3)
data(MortalityRates, package = "clubSandwich") # Carpenter and Dobkin (2011), the vignette's example
mr <- subset(MortalityRates, cause == "Motor Vehicle" & year >= 1980 & state %in% 1:12)
sets <- list(lesions = list(y = y, x = list(x, g), id = id), ortho = list(y = Orthodont$distance, x = list(Orthodont$age, as.numeric(Orthodont$Sex == "Female")), id = as.integer(Orthodont$Subject)),
             states = list(y = mr$mrate, x = list(mr$legal, mr$beertaxa), id = mr$state))
for (nm in names(sets)) { s <- sets[[nm]]; m <- lm(s$y ~ ., data.frame(do.call(cbind, s$x)))
  for (type in c("CR0", "CR1", "CR1S", "CR2")) { V <- vcovCR(m, s$id, type = type); b <- coef(m); se <- sqrt(diag(as.matrix(V)))
    df <- if (type == "CR2") coef_test(m, V, test = "Satterthwaite")$df else rep(length(unique(s$id)) - 1, 3)
    w <- c(1, 2, -1); L <- matrix(w, 1); cdf <- if (type == "CR2") linear_contrast(m, V, L)$df else df[1]
    case(paste("fit", nm, type), paste0("clubSandwich::vcovCR(lm, cluster, type = '", type, "')"), list(y = s$y, x = s$x, id = s$id, type = type, w = w),
      list(b = b, se = se, df = df, p = 2 * pt(-abs(b / se), df), low = b - qt(.975, df) * se, high = b + qt(.975, df) * se, west = sum(w * b), wse = sqrt(drop(w %*% as.matrix(V) %*% w)), wdf = cdf)) } }
finish("clustered", "clubSandwich")
