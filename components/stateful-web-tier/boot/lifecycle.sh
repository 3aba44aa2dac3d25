# The instance as a member of an auto scaling group: its hooks hold it until it reports.

# report_once PHASE HOOK RESULT. A hook can be answered only in the state that ends in :Wait. An instance that was merely
# rebooted is InService, and nobody waits for it.
report_once() {
  local group state
  IFS=$'\t' read -r group state < <(call autoscaling describe-auto-scaling-instances --region "$REGION" \
    --instance-ids "$INSTANCE_ID" --query 'AutoScalingInstances[0].[AutoScalingGroupName,LifecycleState]' \
    --output text) || return
  case $state in
    *"$1:Wait")
      call autoscaling complete-lifecycle-action --region "$REGION" --auto-scaling-group-name "$group" \
        --lifecycle-hook-name "$2" --instance-id "$INSTANCE_ID" --lifecycle-action-result "$3"
      ;;
    *"$1") return 1 ;;
    *) say "no hook waits in state $state" ;;
  esac
}

report() {
  within 120 report_once "$@" || {
    say "FAILED: the hook $2 could not be told $3" >&2
    return 16
  }
}

report_ready() { report Pending "$LAUNCH_HOOK" CONTINUE; }
report_failed() { report Pending "$LAUNCH_HOOK" ABANDON; }
report_drained() { report Terminating "$TERMINATE_HOOK" CONTINUE; }

# The group writes where the instance is headed into its metadata: Terminated, or Warmed:Terminated in a warm pool.
is_leaving() { [[ $(metadata autoscaling/target-lifecycle-state 2>/dev/null) == *Terminated ]]; }
