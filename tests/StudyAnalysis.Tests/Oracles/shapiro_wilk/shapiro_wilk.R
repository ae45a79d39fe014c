source("../oracle.R")
set.seed(77)
samples <- list(three = c(1, 2, 4), threeTied = c(1, 1, 9), four = c(2, 2, 5, 7), five = c(148, 154, 158, 160, 161), six = c(1, 1, 1, 1, 1, 20), eleven = c(148, 154, 158, 160, 161, 162, 166, 170, 182, 195, 236),   # Shapiro and Wilk (1965), weights of 11 men
  twelve = c(2, 2, 2, 3, 4, 4, 7, 1, 12, 30, 5, 5), forty = round(exp(rnorm(40)), 2), normal = round(rnorm(200), 3), offset = 1e6 + round(rnorm(25), 3), rivers = rivers, big = round(rnorm(5000), 2), heavy = round(exp(rnorm(1000, 0, 1.5)), 3))
for (nm in names(samples)) { x <- samples[[nm]]; h <- shapiro.test(if (nm == "offset") x - 1e6 else x)   # R scales by the range before it centres: at 1e6 it loses five digits
  case(paste("shapiro", nm), "shapiro.test(x)", list(x = samples[[nm]]), list(statistic = h$statistic, p = h$p.value)) }
finish("shapiro_wilk")
